import type { ExpectedFact } from '../../domain/check.ts';
import { permissionText } from '../../domain/configurations/permission.ts';
import { namesText } from '../../domain/fact-sources.ts';
import type { ApplyStep, Undo, UndoStep } from '../../domain/plan.ts';
import { minutes } from '../../domain/time.ts';
import { subscribeWrite, type TopicWrite, topicWrite, unsubscribeWrite } from '../../domain/topic-write.ts';
import { type ConfigurationMove, configurationStep } from '../configuration-step.ts';
import { sameService } from '../same-service.ts';
import { nameOfSubscription } from './recipient.ts';
import { ruleMoves } from './rules.ts';
import { recipientWords, type Situation } from './situation.ts';

/** A web service that follows the protocol confirms within seconds, and a function needs none. */
const confirmsWithinMs = minutes(3);

/** The writes in the order in which nothing is ever missing to the next: topic, rules, permission, subscription. */
export function stepsOf(situation: Situation): readonly ApplyStep[] {
  const makers: readonly ((id: string) => ApplyStep)[] = [
    ...topicSteps(situation),
    ...[...ruleMoves(situation), ...permissionMoves(situation)]
      .filter(({ from, to }) => from !== to)
      .map(move => (id: string) => configurationStep(move, { id, unchanged: still(situation) })),
    ...subscriptionSteps(situation),
  ];
  return makers.map((make, index) => make(`apply-${index + 1}`));
}

const still = ({ service, counts }: Situation) => sameService(service.key, counts);

const verified = ({ changes, effect }: TopicWrite, title: string): UndoStep => ({
  title,
  changes,
  effect,
  verify: { check: 'facts', expect: changes.map(({ fact, to: value }) => ({ fact, value })) },
});

/** A topic that is new is taken away by the way back, and the subscription with it; one that was there gets its policy back. */
function topicSteps(situation: Situation): readonly ((id: string) => ApplyStep)[] {
  const { topic, heldTopic, endpoint, topicTo: to } = situation;
  const from = heldTopic?.configuration ?? null;
  if (from === to) return [];
  const subscriptions = endpoint === null || heldTopic ? [] : [nameOfSubscription(topic.name, endpoint)];
  // Deleting a topic deletes whoever has subscribed to it: the way back has to know that nobody has.
  const noSubscriptions: readonly ExpectedFact[] =
    heldTopic || subscriptions.length > 0
      ? []
      : [{ fact: { attribute: 'topicSubscriptions', name: topic.name }, value: namesText([]) }];
  const [there, back] = heldTopic
    ? [`Let EventBridge and alarms publish to topic ${topic.name}`, `Give topic ${topic.name} its policy back`]
    : [`Make topic ${topic.name}`, `Delete topic ${topic.name}`];
  return [
    id => ({
      kind: 'apply',
      id,
      ...verified(topicWrite(topic, { from, to }), there),
      unchanged: [...still(situation), ...noSubscriptions],
      verifyWithinMs: minutes(2),
      undo: { kind: 'steps', steps: [verified(topicWrite(topic, { from: to, to: from }, subscriptions), back)] },
    }),
  ];
}

/** AWS takes the subscription of a function that it may not invoke, and fails whenever there is something to tell. */
function permissionMoves({ recipient, lambda, topic }: Situation): readonly ConfigurationMove[] {
  if (recipient.kind !== 'function' || lambda === undefined) return [];
  const fact = { attribute: 'lambdaPermission', name: `${recipient.name}/${topic.name}` } as const;
  const what = `the permission of topic ${topic.name} to invoke ${recipient.name}`;
  const from = Object.hasOwn(lambda.permissions, topic.name) ? (lambda.permissions[topic.name] ?? null) : null;
  const to = permissionText({
    Action: 'lambda:InvokeFunction',
    Principal: 'sns.amazonaws.com',
    SourceArn: topic.arn,
  });
  if (from === null || from === to) return [{ fact, from, to, what }];
  // AWS: a permission cannot be replaced.
  return [
    { fact, from, to: null, what },
    { fact, from: null, to, what },
  ];
}

function subscriptionSteps(situation: Situation): readonly ((id: string) => ApplyStep)[] {
  const { topic, heldTopic, endpoint, heldSubscription, recipient } = situation;
  if (endpoint === null || heldSubscription !== undefined) return [];
  const subscriber = { topic, ...endpoint };
  const title = `Subscribe ${recipientWords(situation)} to topic ${topic.name}`;
  const { verify: _, ...write } = verified(subscribeWrite(subscriber), title);
  // A topic of this run is the first step, and takes its subscriptions with it.
  const undo: Undo =
    heldTopic === undefined
      ? { kind: 'with', step: 'apply-1' }
      : {
          kind: 'steps',
          steps: [verified(unsubscribeWrite(subscriber), `Unsubscribe ${recipientWords(situation)}`)],
        };
  return [
    id => ({
      kind: 'apply',
      id,
      ...write,
      unchanged: still(situation),
      verify: {
        check: 'subscription',
        name: nameOfSubscription(topic.name, endpoint),
        // A person answers when he reads his mail: what is pending is said, and not waited for.
        mustBeConfirmed: recipient.kind !== 'email',
      },
      verifyWithinMs: confirmsWithinMs,
      undo,
    }),
  ];
}
