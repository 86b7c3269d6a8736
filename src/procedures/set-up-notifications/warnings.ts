import { listed } from '../suspension/suspension.ts';
import { changesTopic, recipientWords, type Situation } from './situation.ts';
import { neverConfirms } from './webhook.ts';

type Warning = (situation: Situation) => readonly string[];

const hasToConfirm: Warning = ({ recipient, heldSubscription, topic }) => {
  if (heldSubscription !== undefined) return [];
  switch (recipient.kind) {
    case 'email':
      return [
        `AWS sends ${recipient.address} a link, valid for two days. Until somebody follows it the subscription is pending and nobody is told; to see whether it was, plan this again.`,
      ];
    case 'https':
      return [
        'The endpoint has to confirm by itself: SNS sends it a link, which services such as PagerDuty or Opsgenie follow. If it does not within 3 min the run stops and says so.',
      ];
    case 'nobody':
      return [
        `Nobody subscribes to ${topic.name} by this: whoever is to be told has to be added with --tell, or elsewhere.`,
      ];
    case 'function':
      return [];
  }
};

/** What somebody has left behind who followed the runbook to the letter. */
const waitsForEver: Warning = ({ heldTopic, topic }) =>
  (heldTopic?.subscriptions ?? [])
    .filter(({ arn, endpoint }) => arn === null && neverConfirms(endpoint))
    .map(
      ({ endpoint }) =>
        `${endpoint} has subscribed to ${topic.name} and can never confirm it: a Slack webhook follows no link. It goes by itself two days after it was made.`,
    );

const othersPending: Warning = ({ heldTopic, topic, heldSubscription }) => {
  const pending = (heldTopic?.subscriptions ?? []).filter(
    each => each.arn === null && each !== heldSubscription && !neverConfirms(each.endpoint),
  );
  return pending.length === 0
    ? []
    : [
        `${listed(pending.map(({ endpoint }) => endpoint))} ${pending.length === 1 ? 'has' : 'have'} not confirmed the subscription to ${topic.name} yet.`,
      ];
};

const stillPending: Warning = situation =>
  situation.heldSubscription?.arn === null
    ? [`${recipientWords(situation)} has subscribed already and has not confirmed: it is pending, and nobody is told.`]
    : [];

const nothingScales: Warning = ({ target, service }) =>
  target === null
    ? [`No auto-scaling is registered for ${service.service}, so nothing of this ever happens to it.`]
    : [];

const policyGrows: Warning = situation =>
  !changesTopic(situation)
    ? []
    : [`Topic ${situation.topic.name} is there already: what its policy allows stays, and what is lacking is added.`];

const unknownCode: Warning = ({ recipient }) =>
  recipient.kind === 'function'
    ? [`What function ${recipient.name} does with a message is its code's to say; nothing of it can be seen from here.`]
    : [];

const onlyThis: Warning = ({ input, service, topic }) => [
  input.events === 'scale-outs'
    ? `The topic hears of every scale-out of ${service.service}, which on a busy day is often; alarms tell it once set-up-alarms has made them.`
    : `The topic hears when ${service.service} has reached MaxCapacity, the one event that auto-scaling has; alarms tell it once they are made: headroom run set-up-alarms --topic ${topic.name}.`,
];

/** The weightiest first. */
const warnings: readonly Warning[] = [
  nothingScales,
  hasToConfirm,
  stillPending,
  waitsForEver,
  othersPending,
  policyGrows,
  unknownCode,
  onlyThis,
];

export const warningsOf: Warning = situation => warnings.flatMap(warning => warning(situation));
