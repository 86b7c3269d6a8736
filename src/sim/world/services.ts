import type { SimTime } from './clock.ts';
import { isPending, isRunning, isWanted, type Subnet, type Task, type TaskFate } from './tasks.ts';

export interface TaskDefinition {
  readonly arn: string;
  readonly family: string;
  readonly revision: number;
  /** 1024 units are one vCPU. */
  readonly cpuUnits: number;
  readonly memoryMib: number;
  readonly containerName: string;
  /** Absent for a worker that nobody connects to. */
  readonly containerPort?: number;
  readonly image: string;
  readonly logGroup: string;
  readonly executionRoleArn: string;
  readonly registeredAt: SimTime;
}

/** A rolling deployment keeps 100 % of the desired count and never runs more than 200 %. */
export const MINIMUM_HEALTHY_PERCENT = 100;
export const MAXIMUM_PERCENT = 200;

export interface Deployment {
  readonly id: string;
  readonly taskDefinitionArn: string;
  readonly createdAt: SimTime;
  status: 'PRIMARY' | 'ACTIVE';
  updatedAt: SimTime;
  rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  rolloutStateReason: string;
  /** Failures since the service was last in a steady state. */
  failedTasks: number;
}

interface ServiceEvent {
  readonly id: string;
  readonly createdAt: SimTime;
  readonly message: string;
}

export interface Trouble {
  readonly text: string;
  toldAt: SimTime;
}

/** AWS: "Amazon ECS deployment circuit breaker": ends a deployment whose tasks keep failing. */
export interface CircuitBreaker {
  readonly enable: boolean;
  /** Whether it then goes back to the last deployment that completed. */
  readonly rollback: boolean;
}

export interface Service {
  readonly arn: string;
  readonly name: string;
  readonly clusterName: string;
  readonly createdAt: SimTime;
  readonly subnets: readonly [Subnet, ...Subnet[]];
  readonly securityGroups: readonly string[];
  /** The ARN of the target group that the service's tasks belong to; a worker has none. */
  readonly targetGroupArn: string | undefined;
  readonly healthCheckGracePeriodMs: number;
  desiredCount: number;
  /** When somebody last changed the desired count. */
  desiredCountSetAt: SimTime;
  /** PRIMARY first. A change of the desired count alone makes no new deployment. */
  readonly deployments: [Deployment, ...Deployment[]];
  /** Oldest first; stopped tasks stay for an hour. */
  readonly tasks: Task[];
  /** Newest first, at most 100. */
  readonly events: ServiceEvent[];
  /** When the service last reached a steady state; undefined while it has work to do. */
  steadySince: SimTime | undefined;
  /** What ECS has told to be in the way and, as long as it still is, does not tell again for six hours. */
  readonly troubles: Trouble[];
  circuitBreaker: CircuitBreaker;
  /** Whether Fargate has room for new tasks of this service. */
  capacity: 'available' | 'unavailable';
  /** What is wrong with its tasks, if anything. */
  fate: TaskFate | undefined;
  /** How many times as long as usual its new tasks take to start. */
  startFactor: number;
}

export interface Cluster {
  readonly arn: string;
  readonly name: string;
  readonly services: Map<string, Service>;
}

const count = (tasks: readonly Task[], matches: (task: Task) => boolean): number =>
  tasks.reduce((total, task) => total + (matches(task) ? 1 : 0), 0);

export const runningCount = (service: Service): number => count(service.tasks, isRunning);
export const pendingCount = (service: Service): number => count(service.tasks, isPending);

/** What DescribeServices says of one deployment's tasks. */
export const deploymentCounts = (
  service: Service,
  deployment: Deployment,
): { readonly desired: number; readonly pending: number; readonly running: number } => {
  const own = service.tasks.filter(task => task.deploymentId === deployment.id);
  return {
    desired: deployment.status === 'PRIMARY' ? service.desiredCount : count(own, isWanted),
    pending: count(own, isPending),
    running: count(own, isRunning),
  };
};

/** A rollout is under way while an older deployment still has tasks, or the newest is not complete. */
export const isDeploying = ({ deployments }: Service): boolean =>
  deployments.length > 1 || deployments[0].rolloutState === 'IN_PROGRESS';
