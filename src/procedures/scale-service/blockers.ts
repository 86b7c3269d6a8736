import { failedDeployment, isBeingDeployed } from '../../domain/checks/deployment.ts';
import { roomBlockers } from './room.ts';
import type { Situation } from './situation.ts';

/** Why this cannot be planned at all; each a sentence with the way out in it. Empty when it can. */
export function blockers(situation: Situation): readonly string[] {
  const { counts, before, asked, direction } = situation;
  const { service } = situation.service;
  if (counts.status !== 'ACTIVE')
    return [`${service} is ${counts.status}: it is being deleted, and nothing can be scaled. Create it again first.`];
  if (counts.schedulingStrategy === 'DAEMON')
    return [
      `${service} is a DAEMON service: it runs one task on every instance. Change the number of instances instead.`,
    ];

  const failed = failedDeployment(counts);
  const reasons: string[] = [];
  if (failed) {
    const why = failed.rolloutStateReason ?? 'AWS gives no reason';
    reasons.push(
      `The deployment of ${service} failed (${why}), and ECS starts no tasks for a failed deployment. Roll back or deploy again first.`,
    );
  } else if (direction === 'in' && isBeingDeployed(counts)) {
    reasons.push(
      `A deployment is replacing the tasks of ${service}, and it needs the room. Wait until it is done, then scale in.`,
    );
  }
  const ceiling = before.bounds?.maxCapacity;
  const isSoAlready = direction === 'none' && asked.how === 'count';
  if (ceiling !== undefined && asked.desiredCount > ceiling && !asked.raiseCeiling && !isSoAlready) {
    reasons.push(
      `MaxCapacity of ${service} is ${ceiling}, and ${asked.desiredCount} is above it. Ask for ${ceiling} or fewer, or raise the ceiling with --raise-ceiling yes.`,
    );
  }
  return [...reasons, ...roomBlockers(situation)];
}
