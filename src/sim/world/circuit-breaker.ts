import type { Deployment, Service } from './services.ts';

const FEWEST_FAILURES = 3;
const MOST_FAILURES = 200;

/** AWS: half of the desired count, but at least 3 and at most 200 failed tasks. */
export const failureThreshold = (desiredCount: number): number =>
  Math.min(MOST_FAILURES, Math.max(FEWEST_FAILURES, Math.ceil(desiredCount / 2)));

/** Whether the service's circuit breaker ends the deployment now. */
export const isTripped = ({ circuitBreaker, desiredCount }: Service, deployment: Deployment): boolean =>
  circuitBreaker.enable &&
  deployment.status === 'PRIMARY' &&
  deployment.rolloutState === 'IN_PROGRESS' &&
  deployment.failedTasks >= failureThreshold(desiredCount);

/** What rolloutStateReason says. */
export const rolloutReason = {
  inProgress: (deploymentId: string): string => `ECS deployment ${deploymentId} in progress.`,
  completed: (deploymentId: string): string => `ECS deployment ${deploymentId} completed.`,
  failed: (): string => 'ECS deployment circuit breaker: tasks failed to start.',
  rollingBack: (deploymentId: string): string =>
    `ECS deployment circuit breaker: rolling back to deploymentId ${deploymentId}.`,
};

/** The deployment fails; where the service wants that, the last one that completed takes its place, and is returned. */
export const failDeployment = (service: Service, failed: Deployment, at: number): Deployment | undefined => {
  failed.rolloutState = 'FAILED';
  failed.rolloutStateReason = rolloutReason.failed();
  failed.updatedAt = at;
  const good = service.deployments.find(({ rolloutState }) => rolloutState === 'COMPLETED');
  if (!service.circuitBreaker.rollback || good === undefined) return undefined;
  failed.status = 'ACTIVE';
  Object.assign(good, {
    status: 'PRIMARY',
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: rolloutReason.rollingBack(good.id),
    updatedAt: at,
    failedTasks: 0,
  } satisfies Partial<Deployment>);
  service.deployments.splice(service.deployments.indexOf(good), 1);
  service.deployments.unshift(good);
  return good;
};
