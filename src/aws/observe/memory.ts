import type { TaskSize } from '../../domain/snapshot.ts';

/** What need not be asked twice in a session. */
export interface ObservationMemory {
  /** By task definition ARN; a revision never changes. */
  readonly taskSizes: Map<string, TaskSize>;
  /** By target group ARN; only groups that a load balancer uses, because that may still come. */
  readonly targetGroups: Map<string, AttachedTargetGroup>;
  /** How many requests it takes to read every scaling policy of the region; a guess until it was done. */
  policyPages: number;
}

interface AttachedTargetGroup {
  readonly name: string;
  readonly loadBalancer: string;
}

export const emptyMemory = (): ObservationMemory => ({
  taskSizes: new Map(),
  targetGroups: new Map(),
  policyPages: 10,
});
