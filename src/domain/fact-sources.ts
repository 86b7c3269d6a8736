import { type AccountSnapshot, functionIn, functionPart } from './account-snapshot.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Fact, FactAttribute, FactReading, FactValue } from './fact-address.ts';
import type { Observed } from './observed.ts';
import {
  type AutoScaling,
  findService,
  type Part,
  type ScheduledAction,
  type ServiceCounts,
  type Snapshot,
  type SuspendedState,
} from './snapshot.ts';

export interface FactSource {
  /** Which part has to be read for it. */
  readonly part: (name: string) => Part;
  readonly label: string;
  /** How its value reads: as it is, as a time, as a switch, as a list of names, or as a configuration with members. */
  readonly form: 'plain' | 'time' | 'suspension' | 'names' | 'configuration';
  /** Something else than a request may move it, as auto-scaling does with a count. */
  readonly movesByItself: boolean;
  readonly read: (snapshot: Snapshot, fact: Fact) => FactReading;
}

/** Only a fresh value is known: a plan may be shown from old data, but nothing is compared against it. */
function known<T>(observed: Observed<T> | undefined, pick: (value: T) => FactValue): FactReading {
  if (observed?.state === 'fresh') return { known: true, value: pick(observed.value) };
  return { known: false, because: observed && 'because' in observed ? observed.because : undefined };
}

type How = Partial<Pick<FactSource, 'form' | 'movesByItself'>>;

const serviceOf = (snapshot: Snapshot, { service }: Fact) =>
  service === undefined ? undefined : findService(snapshot, service);

const ofCounts = (label: string, pick: (counts: ServiceCounts) => FactValue, how: How = {}): FactSource => ({
  part: () => 'counts',
  label,
  form: how.form ?? 'plain',
  movesByItself: how.movesByItself ?? false,
  read: (snapshot, fact) => known(serviceOf(snapshot, fact)?.counts, pick),
});

const ofScaling = (
  label: string,
  pick: (scaling: AutoScaling, name: string) => FactValue,
  form: FactSource['form'] = 'plain',
): FactSource => ({
  part: () => 'scaling',
  label,
  form,
  movesByItself: false,
  read: (snapshot, fact) => known(serviceOf(snapshot, fact)?.scaling, scaling => pick(scaling, fact.name ?? '')),
});

const ofSuspension = (label: string, flag: keyof SuspendedState): FactSource =>
  ofScaling(label, ({ target }) => target?.suspended[flag] ?? null, 'suspension');

const ofActions = (
  label: string,
  pick: (actions: readonly ScheduledAction[], name: string) => FactValue,
  form: FactSource['form'],
): FactSource => ({
  part: () => 'scheduledActions',
  label,
  form,
  movesByItself: false,
  read: (snapshot, fact) =>
    known(serviceOf(snapshot, fact)?.scheduledActions, actions => pick(actions, fact.name ?? '')),
});

const ofAccount = <FixedPart extends 'metricAlarms' | 'topics' | 'rules'>(
  part: FixedPart,
  label: string,
  pick: (value: AccountValue<FixedPart>, name: string) => FactValue,
  how: How = {},
): FactSource => ({
  part: () => part,
  label,
  form: how.form ?? 'plain',
  movesByItself: how.movesByItself ?? false,
  // An indexed Observed is one of Observed's own union, which TypeScript does not see through the index.
  read: ({ account }, { name = '' }) =>
    known(account[part] as Observed<AccountValue<FixedPart>>, value => pick(value, name)),
});

type AccountValue<FixedPart extends keyof AccountSnapshot> =
  AccountSnapshot[FixedPart] extends Observed<infer Value> ? Value : never;

const configuration: How = { form: 'configuration' };

const configurationOf = (
  all: readonly { readonly name: string; readonly configuration: string }[],
  name: string,
): string | null => all.find(each => each.name === name)?.configuration ?? null;

/** Names as one value, `["cpu-scaling","request-scaling"]`; `[]` where there is none. */
export const namesText = (names: readonly string[]): string => canonicalJson(names.toSorted());

const subscriptionsOf = (topics: AccountValue<'topics'>) => topics.flatMap(({ subscriptions }) => subscriptions);

/** `waooaw-scale-up/1` -> `['waooaw-scale-up', '1']` */
export function splitName(name: string): readonly [string, string] {
  const slash = name.indexOf('/');
  return [name.slice(0, slash), name.slice(slash + 1)];
}

/** Every value that plans compare and change, and how it is read. */
export const factSources: Readonly<Record<FactAttribute, FactSource>> = {
  serviceArn: ofCounts('ARN', counts => counts.arn),
  serviceCreatedAt: ofCounts('creation time', counts => counts.createdAt, { form: 'time' }),
  desiredCount: ofCounts('desiredCount', counts => counts.desiredCount, { movesByItself: true }),
  minCapacity: ofScaling('MinCapacity', scaling => scaling.target?.minCapacity ?? null),
  maxCapacity: ofScaling('MaxCapacity', scaling => scaling.target?.maxCapacity ?? null),
  dynamicScalingInSuspended: ofSuspension('scale-in', 'dynamicScalingIn'),
  dynamicScalingOutSuspended: ofSuspension('scale-out', 'dynamicScalingOut'),
  scheduledScalingSuspended: ofSuspension('scheduled scaling', 'scheduledScaling'),
  scalingPolicies: ofScaling('policies', ({ policies }) => namesText(policies.map(({ name }) => name)), 'names'),
  scalingPolicy: ofScaling('policy', ({ policies }, name) => configurationOf(policies, name), 'configuration'),
  scheduledActions: ofActions('scheduled actions', actions => namesText(actions.map(({ name }) => name)), 'names'),
  scheduledAction: ofActions('scheduled action', configurationOf, 'configuration'),
  alarm: ofAccount('metricAlarms', 'alarm', configurationOf, configuration),
  topic: ofAccount('topics', 'topic', configurationOf, configuration),
  topicSubscriptions: ofAccount(
    'topics',
    'subscriptions of topic',
    (topics, name) =>
      namesText((topics.find(topic => topic.name === name)?.subscriptions ?? []).map(each => each.name)),
    { form: 'names' },
  ),
  subscription: ofAccount('topics', 'subscription', (topics, name) =>
    subscriptionsOf(topics).some(each => each.name === name) ? 'subscribed' : null,
  ),
  subscriptionArn: ofAccount(
    'topics',
    'ARN of subscription',
    (topics, name) => subscriptionsOf(topics).find(each => each.name === name)?.arn ?? null,
    // Its owner confirms it, some time.
    { movesByItself: true },
  ),
  rule: ofAccount('rules', 'rule', configurationOf, configuration),
  ruleTarget: ofAccount(
    'rules',
    'target of rule',
    (rules, name) => {
      const [rule, id] = splitName(name);
      const targets = rules.find(each => each.name === rule)?.targets ?? [];
      return targets.find(target => target.id === id)?.configuration ?? null;
    },
    configuration,
  ),
  lambdaPermission: {
    part: name => functionPart(splitName(name)[0]),
    label: 'permission of function',
    form: 'configuration',
    movesByItself: false,
    read: ({ account }, { name = '' }) => {
      const [functionName, id] = splitName(name);
      return known(functionIn(account, functionName), lambda => lambda?.permissions[id] ?? null);
    },
  },
};
