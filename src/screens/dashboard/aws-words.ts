import type { ScalingActivity, ServiceEvent } from '../../domain/snapshot.ts';

/**
 * AWS's sentences without what the screen already says or nobody can read: the service's own name, whole task ids and
 * ARNs, and where to find documentation.
 */
export const shortEvent = ({ message }: Pick<ServiceEvent, 'message'>): string =>
  message
    .replace(/^\(service [^)]*\)\s*/, '')
    .replace(/^was unable to place a task\. Reason: /, 'cannot place a task: ')
    .replace(/\s*For more information, see .*$/, '')
    .replace(/\s*Please try again later or in a different availability zone\./, '')
    .replace(/(\(task )([0-9a-f]{8})[0-9a-f-]{20,}/g, '$1$2')
    .replace(/target-group arn:\S*?targetgroup\/([^/\s)]+)\/[0-9a-f]+/g, 'target group $1')
    .replace(/(\(deployment ecs-svc\/\d{4})\d+/, '$1…');

/** Why Application Auto Scaling wanted to scale and did not. AWS: DescribeScalingActivities, NotScaledReason. */
const notScaledWords: Readonly<Record<string, string>> = {
  AlreadyAtMaxCapacity: 'already at MaxCapacity',
  AlreadyAtMinCapacity: 'already at MinCapacity',
  AlreadyAtDesiredCapacity: 'already at the count that the policy asks for',
  AutoScalingAnticipatedFlapping: 'it would have to be taken back at once',
  TargetServicePutResourceAsUnscalable: 'ECS allows no scaling right now',
};

export interface ActivityWords {
  /** `resting`: nothing to take away. `held-back`: capacity was wanted and did not come. */
  readonly outcome: 'scaled' | 'resting' | 'held-back';
  readonly what: string;
  readonly why: string;
}

/** What auto-scaling did or left, and why. */
export function activityWords({
  description,
  cause,
  notScaledReasons,
  status,
  message,
}: ScalingActivity): ActivityWords {
  const why = shortCause(cause);
  if (notScaledReasons.length > 0) {
    const reasons = notScaledReasons.map(code => notScaledWords[code] ?? code).join(', ');
    const resting = notScaledReasons.every(code => code === 'AlreadyAtMinCapacity');
    return { outcome: resting ? 'resting' : 'held-back', what: `Not scaled: ${reasons}`, why };
  }
  const what = description.replace(/\.$/, '').replace(/^Setting desired count to /, 'Set desiredCount to ');
  if (status === 'Failed' || status === 'Unfulfilled')
    return { outcome: 'held-back', what: `${status}: ${message}`, why };
  return {
    outcome: 'scaled',
    what: status === 'InProgress' || status === 'Pending' ? `${what} (under way)` : what,
    why,
  };
}

/** `monitor alarm …-AlarmHigh-… in state ALARM triggered policy cpu-scaling` is `cpu-scaling, high alarm`. */
function shortCause(cause: string): string {
  const byAlarm = /^monitor alarm (\S+) in state \S+ triggered policy (.+)$/.exec(cause);
  if (byAlarm) {
    const side = byAlarm[1]?.includes('-AlarmHigh-')
      ? ', high alarm'
      : byAlarm[1]?.includes('-AlarmLow-')
        ? ', low alarm'
        : '';
    return `${byAlarm[2]}${side}`;
  }
  const byBound = /^(minimum|maximum) capacity was set to (\d+)$/.exec(cause);
  if (byBound) return `${byBound[1] === 'minimum' ? 'MinCapacity' : 'MaxCapacity'} was set to ${byBound[2]}`;
  return cause;
}
