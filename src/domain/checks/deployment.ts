import { findService, type ServiceKey, type Snapshot } from '../snapshot.ts';
import { type CheckVerdict, failed, passed, waiting } from './verdict.ts';

/** Scaling during a deployment stacks a change on a change; a FAILED deployment never starts the tasks that are asked for. */
export function deploymentVerdict(check: { readonly service: ServiceKey }, snapshot: Snapshot): CheckVerdict {
  const counts = findService(snapshot, check.service)?.counts;
  if (counts?.state !== 'fresh') return waiting('the service cannot be read right now');
  const { status, deployments } = counts.value;
  if (status !== 'ACTIVE') return failed(`the service is ${status}: it is being deleted, and nothing can be scaled`);
  const failedDeployment = deployments.find(({ rolloutState }) => rolloutState === 'FAILED');
  if (failedDeployment) {
    return failed(
      `its deployment failed (${failedDeployment.rolloutStateReason ?? 'no reason given'}), and ECS starts no tasks for a failed deployment`,
    );
  }
  if (deployments.length > 1) {
    return failed(`a deployment is replacing its tasks (${deployments.length} deployments are in progress)`);
  }
  return passed('no deployment is under way');
}
