import { createSimulatedClock } from '../../../src/aws/clock.ts';
import { createObserver } from '../../../src/aws/observe/observe-parts.ts';
import type { PartValue, ServiceKey, ServicePart, Snapshot } from '../../../src/domain/snapshot.ts';
import { applyPatch, pendingSnapshot, type SnapshotPatch } from '../../../src/domain/snapshot-patch.ts';
import { session } from '../../support/snapshots.ts';
import { type Answers, type CannedAws, startCannedAws } from './canned-aws.ts';
import { gatewayTo } from './gateways.ts';

/** 12:34:56: in the middle of a minute. */
export const now = Date.UTC(2026, 10, 23, 12, 34, 56);

export interface ObservedAccount {
  readonly aws: CannedAws;
  /** Reads the parts of all services and remembers what it brought. */
  observe(...parts: readonly ServicePart[]): Promise<Snapshot>;
  /** What the last sweep brought, before it was put into the snapshot. */
  lastPatch(): SnapshotPatch | undefined;
  close(): Promise<void>;
}

/** An account with canned answers, and an observer whose time stands still. */
export async function observedAccount(services: readonly ServiceKey[], answers: Answers): Promise<ObservedAccount> {
  const aws = await startCannedAws(answers);
  const { gateway, destroy } = gatewayTo(aws.url);
  const observe = createObserver({ gateway, clock: createSimulatedClock({ now, speed: 0 }) });
  let snapshot = pendingSnapshot(session(), services);
  let patch: SnapshotPatch | undefined;
  return {
    aws,
    lastPatch: () => patch,
    async observe(...parts) {
      patch = await observe(services, parts, snapshot);
      snapshot = applyPatch(snapshot, patch);
      return snapshot;
    },
    async close() {
      destroy();
      await aws.close();
    },
  };
}

/** The fresh value of a part of the only service; a test that finds none fails here, with the reason. */
export function freshValue<Part extends ServicePart>(snapshot: Snapshot, part: Part, index = 0): PartValue<Part> {
  const observed = snapshot.services[index]?.[part];
  if (observed?.state !== 'fresh') throw new Error(`${part} is not fresh: ${JSON.stringify(observed)}`);
  // The state was just checked; TypeScript cannot narrow a type that is indexed by a parameter.
  return observed.value as PartValue<Part>;
}

const account = 'arn:aws:ecs:us-east-1:123456789012';

/** A service as DescribeServices answers it. */
export const ecsService = (name: string, changes: object = {}): object => ({
  serviceArn: `${account}:service/production/${name}`,
  serviceName: name,
  clusterArn: `${account}:cluster/production`,
  status: 'ACTIVE',
  desiredCount: 2,
  runningCount: 2,
  pendingCount: 0,
  taskDefinition: `${account}:task-definition/${name}:7`,
  createdAt: 1_760_000_000,
  schedulingStrategy: 'REPLICA',
  deployments: [{ id: 'ecs-svc/1', status: 'PRIMARY', rolloutState: 'COMPLETED', failedTasks: 0 }],
  events: [],
  loadBalancers: [],
  ...changes,
});

/** DescribeServices for an account that has these services: only those that were asked for, as AWS does. */
export const servicesAsked =
  (services: Readonly<Record<string, object>>) =>
  (input: Readonly<Record<string, unknown>>): object => {
    const asked: readonly unknown[] = Array.isArray(input['services']) ? input['services'] : [];
    return {
      services: Object.keys(services).flatMap(name => (asked.includes(name) ? ecsService(name, services[name]) : [])),
    };
  };

export const targetGroupArn =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/backend/73e2d6bc24d8a067';

/** A service behind one target group of one load balancer. */
export const behindLoadBalancer = { loadBalancers: [{ targetGroupArn, containerName: 'web', containerPort: 80 }] };
