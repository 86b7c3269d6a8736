import { type Confirmation, type Grade, heavier } from '../../domain/confirmation.ts';
import type { Planned, Prediction } from '../../domain/plan.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { NotificationsInput } from './recipient.ts';
import { wantedRules } from './rules.ts';
import { changesTopic, recipientWords, type Situation, situationOf } from './situation.ts';
import { stepsOf } from './steps.ts';
import { warningsOf } from './warnings.ts';

/** AWS: the name of a rule. */
const longestRuleName = 64;

export function planNotifications(input: NotificationsInput, snapshot: Snapshot): Planned {
  const situation = situationOf(input, snapshot);
  if ('blocked' in situation) return { kind: 'blocked', because: situation.blocked };
  const because = blockersOf(situation);
  if (because.length > 0) return { kind: 'blocked', because };
  const { service } = situation;
  const applies = stepsOf(situation);
  if (applies.length === 0) return { kind: 'nothing-to-do', because: alreadySo(situation) };
  return {
    kind: 'plan',
    plan: {
      version: 1,
      procedure: 'set-up-notifications',
      input: { ...input },
      summary: summaryOf(situation),
      madeAt: situation.at,
      session: situation.session,
      services: [service.key],
      warnings: warningsOf(situation),
      predictions: predictionsOf(situation),
      cost: null,
      steps: [{ kind: 'confirm', id: 'confirm', title: 'Confirm', ask: confirmationOf(situation) }, ...applies],
    },
  };
}

function blockersOf(situation: Situation): readonly string[] {
  const { service, counts } = situation;
  return [
    ...(counts.status === 'ACTIVE' ? [] : [`${service.service} is ${counts.status}: it is being deleted.`]),
    ...wantedRules(situation).flatMap(({ name }) =>
      name.length > longestRuleName
        ? [
            `The rule would be called ${name}, and AWS takes ${longestRuleName} characters: the service's name is too long for it.`,
          ]
        : [],
    ),
  ];
}

/** "waooaw-backend: scaling-events tells ops@example.com when it reaches its maximum" */
function summaryOf(situation: Situation): string {
  const { service, topic, input } = situation;
  const when =
    input.events === 'scale-outs' ? 'when it scales out or reaches its maximum' : 'when it reaches its maximum';
  return `${service.service}: ${topic.name} tells ${recipientWords(situation)} ${when}`;
}

/** What is pending is not done, and is not called so. */
function alreadySo(situation: Situation): string {
  const { heldSubscription, topic } = situation;
  return heldSubscription?.arn === null
    ? `Topic, rule and subscription are there, but ${recipientWords(situation)} has not confirmed: the subscription is pending, and ${topic.name} tells nobody there until the link that AWS has sent is followed.`
    : `${summaryOf(situation)}: AWS holds exactly that already.`;
}

function predictionsOf(situation: Situation): readonly Prediction[] {
  const { topic, heldTopic, endpoint, heldSubscription, recipient } = situation;
  const stateOf = (arn: string | null): string => (arn === null ? 'pending' : 'confirmed');
  const after = recipient.kind === 'email' ? 'pending, until the link is followed' : 'confirmed';
  return [
    ...(heldTopic ? [] : [{ label: `Topic ${topic.name}`, before: 'none', after: 'there' }]),
    ...(endpoint === null
      ? []
      : [
          {
            label: 'Subscription',
            before: heldSubscription ? stateOf(heldSubscription.arn) : 'none',
            after: heldSubscription ? stateOf(heldSubscription.arn) : after,
          },
        ]),
  ];
}

function confirmationOf(situation: Situation): Confirmation {
  const { service, session, topic } = situation;
  const because = [
    ...(changesTopic(situation) ? ['a topic that others may use is changed'] : []),
    ...(session.production ? ['production'] : []),
  ];
  const grade = because.map((): Grade => 'name').reduce(heavier, 'press');
  return {
    grade,
    phrase: grade === 'press' ? 'y' : service.service,
    consequence: `From now on ${topic.name} in account ${session.accountId} ${session.region} hears of ${service.service}, and sends what it hears to ${recipientWords(situation)}.`,
    because,
  };
}
