import type { SimTime } from './clock.ts';

/** AWS: ECS Developer Guide, "Amazon ECS task lifecycle". */
export type TaskStatus =
  | 'PROVISIONING'
  | 'PENDING'
  | 'ACTIVATING'
  | 'RUNNING'
  | 'DEACTIVATING'
  | 'STOPPING'
  | 'DEPROVISIONING'
  | 'STOPPED';

/** Why a task ends, in the words that DescribeTasks uses. */
export interface StopReason {
  readonly stopCode: 'TaskFailedToStart' | 'EssentialContainerExited' | 'ServiceSchedulerInitiated' | 'UserInitiated';
  readonly stoppedReason: string;
  /** What the container adds, such as an out-of-memory kill. */
  readonly containerReason?: string;
  /** Given when the container ended by itself; otherwise it follows from how the container takes SIGTERM. */
  readonly exitCode?: number;
}

/** What is wrong with the tasks of a service, and so how each of them ends. */
export type TaskFate =
  | { readonly kind: 'exits'; readonly exitCode: number; readonly afterMs: number }
  | { readonly kind: 'runs-out-of-memory'; readonly afterMs: number }
  | { readonly kind: 'fails-health-checks' }
  | { readonly kind: 'cannot-pull-image' };

export interface Subnet {
  readonly id: string;
  readonly availabilityZone: string;
}

export interface Task {
  readonly id: string;
  readonly arn: string;
  readonly deploymentId: string;
  readonly taskDefinitionArn: string;
  readonly subnet: Subnet;
  readonly networkInterfaceId: string;
  readonly privateIp: string;
  readonly containerRuntimeId: string;
  readonly createdAt: SimTime;
  /** How much busier than the average this task is: 0.05 is 5 % busier. Load is never spread evenly. */
  readonly loadSkew: number;
  lastStatus: TaskStatus;
  desiredStatus: 'RUNNING' | 'STOPPED';
  connectivityAt?: SimTime;
  pullStartedAt?: SimTime;
  pullStoppedAt?: SimTime;
  startedAt?: SimTime;
  stoppingAt?: SimTime;
  executionStoppedAt?: SimTime;
  stoppedAt?: SimTime;
  stopReason?: StopReason;
  exitCode?: number;
  /** Set while it leaks memory: from this time, until it has all of it. */
  leak?: { readonly from: SimTime; readonly until: SimTime };
}

/** AWS: `pendingCount` in practice also counts PROVISIONING and ACTIVATING tasks. */
export const isPending = ({ lastStatus }: Task): boolean =>
  lastStatus === 'PROVISIONING' || lastStatus === 'PENDING' || lastStatus === 'ACTIVATING';

export const isRunning = ({ lastStatus }: Task): boolean => lastStatus === 'RUNNING';

export const isWanted = ({ desiredStatus }: Task): boolean => desiredStatus === 'RUNNING';

/** Still finishing what it has in hand: draining connections, or between SIGTERM and its end. */
export const isWindingDown = ({ lastStatus }: Task): boolean =>
  lastStatus === 'DEACTIVATING' || lastStatus === 'STOPPING';

export const stopReasons = {
  scalingActivity: (deploymentId: string): StopReason => ({
    stopCode: 'ServiceSchedulerInitiated',
    stoppedReason: `Scaling activity initiated by (deployment ${deploymentId})`,
  }),
  failedElbHealthChecks: (targetGroupArn: string): StopReason => ({
    stopCode: 'ServiceSchedulerInitiated',
    stoppedReason: `Task failed ELB health checks in (target-group ${targetGroupArn})`,
  }),
  failedContainerHealthChecks: (): StopReason => ({
    stopCode: 'ServiceSchedulerInitiated',
    stoppedReason: 'Task failed container health checks',
  }),
  exited: (exitCode: number): StopReason => ({
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    exitCode,
  }),
  outOfMemory: (): StopReason => ({
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    containerReason: 'OutOfMemoryError: Container killed due to memory usage',
    exitCode: 137,
  }),
  cannotPullImage: (image: string): StopReason => ({
    stopCode: 'TaskFailedToStart',
    stoppedReason: `CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref ${image}: ${image}: not found`,
  }),
};
