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
  readonly stopCode:
    | 'TaskFailedToStart'
    | 'EssentialContainerExited'
    | 'ServiceSchedulerInitiated'
    | 'UserInitiated'
    | 'SpotInterruption'
    | 'TerminationNotice'
    | 'InfrastructureHealth';
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
  | { readonly kind: 'fails-container-health-checks'; readonly afterMs: number }
  /** Fargate Spot takes its tasks back. */
  | { readonly kind: 'is-interrupted'; readonly afterMs: number }
  /** AWS maintains the hosts below its tasks. */
  | { readonly kind: 'is-retired'; readonly afterMs: number }
  | { readonly kind: 'cannot-get-network-interface' }
  | { readonly kind: 'cannot-get-secret' }
  | { readonly kind: 'cannot-pull-image' };

/** Why a task does not get as far as RUNNING, and in which phase of its start that shows. */
export interface StartFailure {
  readonly during: 'PROVISIONING' | 'PENDING' | 'ACTIVATING';
  readonly reason: StopReason;
}

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
  /** False for a task that found no free address in its subnet: it has no network interface, and will not start. */
  readonly hasAddress: boolean;
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
  /** Set once the checks of its own container have failed. */
  isUnhealthy?: true;
  /** Set while it leaks memory: from this time, until it has all of it. */
  leak?: { readonly from: SimTime; readonly until: SimTime };
}

/** AWS: `pendingCount` in practice also counts PROVISIONING and ACTIVATING tasks. */
export const isPending = ({ lastStatus }: Task): boolean =>
  lastStatus === 'PROVISIONING' || lastStatus === 'PENDING' || lastStatus === 'ACTIVATING';

export const isRunning = ({ lastStatus }: Task): boolean => lastStatus === 'RUNNING';

export const isWanted = ({ desiredStatus }: Task): boolean => desiredStatus === 'RUNNING';

/** Its vCPUs and its network interface are in use: from the first phase of its life to the last but one. */
export const isAlive = ({ lastStatus }: Task): boolean => lastStatus !== 'STOPPED';

/** How much of the memory that it will leak it has leaked so far: 0 to 1. */
export const leakedPart = ({ leak }: Task, now: SimTime): number =>
  leak === undefined ? 0 : (now - leak.from) / Math.max(1, leak.until - leak.from);

/** Still finishing what it has in hand: draining connections, or between SIGTERM and its end. */
export const isWindingDown = ({ lastStatus }: Task): boolean =>
  lastStatus === 'DEACTIVATING' || lastStatus === 'STOPPING';

export const stopReasons = {
  // The code is AWS's; no real sample of the sentence is known.
  lostWithItsZone: (): StopReason => ({
    stopCode: 'InfrastructureHealth',
    stoppedReason: 'Task stopped because its underlying infrastructure failed.',
  }),
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
  interruptedOnSpot: (): StopReason => ({
    stopCode: 'SpotInterruption',
    stoppedReason: 'Your Spot Task was interrupted.',
  }),
  retired: (): StopReason => ({
    stopCode: 'TerminationNotice',
    stoppedReason: 'ECS is performing maintenance on the underlying infrastructure hosting the task.',
  }),
  noFreeAddress: (subnetId: string): StopReason => ({
    stopCode: 'TaskFailedToStart',
    stoppedReason: `Unexpected EC2 error while attempting to Create Network Interface with public IP assignment disabled in subnet '${subnetId}': InsufficientFreeAddressesInSubnet`,
  }),
  noNetworkInterface: (): StopReason => ({
    stopCode: 'TaskFailedToStart',
    stoppedReason: 'Timeout waiting for network interface provisioning to complete.',
  }),
  cannotGetSecret: (secret: { arn: string; taskRoleSession: string }): StopReason => ({
    stopCode: 'TaskFailedToStart',
    stoppedReason: `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret ${secret.arn} from secrets manager: AccessDeniedException: User: ${secret.taskRoleSession} is not authorized to perform: secretsmanager:GetSecretValue on resource: ${secret.arn} because no identity-based policy allows the secretsmanager:GetSecretValue action`,
  }),
  cannotPullImage: (image: string): StopReason => ({
    stopCode: 'TaskFailedToStart',
    stoppedReason: `CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref ${image}: ${image}: not found`,
  }),
};
