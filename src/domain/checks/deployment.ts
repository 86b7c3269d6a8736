import { type Deployment, findService, type ServiceCounts, type ServiceKey, type Snapshot } from '../snapshot.ts';
import { type CheckVerdict, failed, passed, waiting } from './verdict.ts';

/** ECS starts no tasks for a deployment that its circuit breaker has failed; one that was rolled back is past. */
export const failedDeployment = ({ deployments }: ServiceCounts): Deployment | undefined =>
  deployments.find(({ status, rolloutState }) => status === 'PRIMARY' && rolloutState === 'FAILED');

/** Old and new tasks run side by side. Scaling alone never makes a second deployment. */
export const isBeingDeployed = ({ deployments }: ServiceCounts): boolean => deployments.length > 1;

/** Scaling during a deployment stacks a change on a change; a FAILED deployment never starts the tasks that are asked for. */
export function deploymentVerdict(check: { readonly service: ServiceKey }, snapshot: Snapshot): CheckVerdict {
  const counts = findService(snapshot, check.service)?.counts;
  if (counts?.state !== 'fresh') return waiting('the service cannot be read right now');
  const { status, deployments } = counts.value;
  if (status !== 'ACTIVE') return failed(`the service is ${status}: it is being deleted, and nothing can be scaled`);
  const broken = failedDeployment(counts.value);
  if (broken) {
    return failed(
      `its deployment failed (${broken.rolloutStateReason ?? 'no reason given'}), and ECS starts no tasks for a failed deployment`,
    );
  }
  if (isBeingDeployed(counts.value)) {
    return failed(`a deployment is replacing its tasks (${deployments.length} deployments are in progress)`);
  }
  return passed('no deployment is under way');
}
