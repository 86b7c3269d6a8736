import { newActivities, type ServiceLook } from '../look.ts';
import type { Law } from './law.ts';

const BY_ALARM = /-Alarm(High|Low)-\S+ in state ALARM triggered policy /;

const isSuspended = ({ scalableTarget }: ServiceLook, side: string | undefined): boolean => {
  const { DynamicScalingInSuspended, DynamicScalingOutSuspended } = scalableTarget?.SuspendedState ?? {};
  return (side === 'High' ? DynamicScalingOutSuspended : DynamicScalingInSuspended) === true;
};

const isDeploying = ({ service: { deployments = [] } }: ServiceLook): boolean =>
  deployments.length > 1 || deployments[0]?.rolloutState === 'IN_PROGRESS';

/** aws-facts 1.3, 3.2: what is suspended does nothing, and a deployment lets tasks come but not go. */
export const heldBack: Law = {
  name: 'no alarm scales what is suspended, or scales in while a deployment is under way',
  watch:
    () =>
    ({ before, now }, judge) => {
      now.services.forEach((service, index) => {
        const previous = before.services[index];
        if (previous === undefined) return;
        for (const { Description, Cause = '' } of newActivities(previous, service)) {
          const side = BY_ALARM.exec(Cause)?.[1];
          if (side === undefined) continue;
          // Somebody may have resumed, or ended the deployment, between the two looks.
          const both = [previous, service];
          judge(!both.every(look => isSuspended(look, side)), () => `${Description} although suspended: ${Cause}`);
          const isIn = side === 'Low';
          judge(!(isIn && both.every(isDeploying)), () => `${Description} while deploying: ${Cause}`);
        }
      });
    },
};
