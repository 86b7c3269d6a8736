import type { AccountSnapshot, ConfiguredAlarm, Topic } from '../../domain/account-snapshot.ts';
import { newestPoint } from '../../domain/metrics.ts';
import { lastKnown, type Observed } from '../../domain/observed.ts';
import { unread } from '../../domain/observed-words.ts';
import {
  findService,
  type ScalableTarget,
  type ServiceCounts,
  type ServiceKey,
  type ServiceSnapshot,
  type Session,
  type Snapshot,
} from '../../domain/snapshot.ts';
import type { Instant } from '../../domain/time.ts';
import { mergedAlarm } from './merged.ts';
import {
  atMaximumAlarm,
  cacheAlarms,
  cpuAlarm,
  databaseAlarms,
  loadBalancerAlarms,
  memoryAlarm,
  type WantedAlarm,
} from './wanted.ts';

/** The answers, as `plan` gets them. */
export interface AlarmsInput {
  readonly service: ServiceKey;
  readonly topic: string;
  readonly cpuPercent: number;
  readonly scope: string;
  readonly prefix: string;
}

/** A wanted alarm beside what AWS holds under its name. */
export interface AlarmMove {
  readonly wanted: WantedAlarm;
  readonly held: ConfiguredAlarm | undefined;
  readonly to: string;
}

/** What is asked and what it meets: everything that planning decides from. */
export interface Situation {
  readonly session: Session;
  readonly service: ServiceSnapshot;
  readonly counts: ServiceCounts;
  readonly target: ScalableTarget | null;
  readonly topic: Topic;
  readonly alarms: readonly ConfiguredAlarm[];
  readonly moves: readonly AlarmMove[];
  /** What was left out and why, each a full sentence. */
  readonly leftOut: readonly string[];
  /** When the alarms were read: the "now" of the plan. */
  readonly at: Instant;
}

/** The situation, or why it is not known well enough to plan in. */
export function situationOf(
  input: AlarmsInput,
  snapshot: Snapshot,
): Situation | { readonly blocked: readonly string[] } {
  const service = findService(snapshot, input.service);
  const { accountId, region } = snapshot.session;
  if (!service) return { blocked: [`There is no service ${input.service} in account ${accountId} ${region}.`] };
  const { counts, scaling } = service;
  const { metricAlarms, topics } = snapshot.account;
  if (
    counts.state !== 'fresh' ||
    scaling.state !== 'fresh' ||
    metricAlarms.state !== 'fresh' ||
    topics.state !== 'fresh'
  ) {
    return {
      blocked: [
        ...unread(counts, `The counts of ${service.service}`),
        ...unread(scaling, 'Its auto-scaling'),
        ...unread(metricAlarms, 'The alarms of the account'),
        ...unread(topics, 'The topics of the account'),
      ],
    };
  }
  const topic = topics.value.find(({ name }) => name === input.topic);
  if (topic === undefined) return { blocked: [noTopic(input.topic, topics.value)] };
  const { target } = scaling.value;
  const { wanted, leftOut } = wantedFor(input, { service, target, snapshot });
  const moves = wanted.map(each => {
    const held = metricAlarms.value.find(({ name }) => name === each.name);
    return { wanted: each, held, to: mergedAlarm(each, { held: held?.configuration ?? null, topicArn: topic.arn }) };
  });
  const { session } = snapshot;
  return {
    session,
    service,
    counts: counts.value,
    target,
    topic,
    alarms: metricAlarms.value,
    moves,
    leftOut,
    at: metricAlarms.observedAt,
  };
}

function noTopic(name: string, topics: readonly Topic[]): string {
  const there = topics.length === 0 ? 'there is none at all' : `there are ${topics.map(each => each.name).join(', ')}`;
  return `There is no topic ${name} to tell (${there}): make it first, headroom run set-up-notifications, or name another with --topic.`;
}

interface Wanted {
  readonly wanted: readonly WantedAlarm[];
  readonly leftOut: readonly string[];
}

function wantedFor(
  { scope, prefix, cpuPercent }: AlarmsInput,
  seen: { readonly service: ServiceSnapshot; readonly target: ScalableTarget | null; readonly snapshot: Snapshot },
): Wanted {
  const { service, target, snapshot } = seen;
  const cpu = lastKnown(service.metrics)?.cpuPercent;
  const hasData = cpu !== undefined && newestPoint(cpu) !== undefined;
  const own = { service: service.key, prefix, hasData };
  const parts: readonly Wanted[] = [
    { wanted: [cpuAlarm(own, cpuPercent)], leftOut: [] },
    ...(scope === 'cpu'
      ? []
      : [{ wanted: [memoryAlarm(own)], leftOut: [] }, maximumOf(own, target), balancersOf(own, service)]),
    ...(scope === 'all' ? [dependencyOf(snapshot, databases), dependencyOf(snapshot, caches)] : []),
  ];
  return { wanted: parts.flatMap(part => part.wanted), leftOut: parts.flatMap(part => part.leftOut) };
}

function maximumOf(own: Parameters<typeof atMaximumAlarm>[0], target: ScalableTarget | null): Wanted {
  if (target === null) return without('No auto-scaling is registered, so there is no maximum to watch.');
  const { minCapacity, maxCapacity } = target;
  return minCapacity === maxCapacity
    ? without(
        `MinCapacity and MaxCapacity are both ${maxCapacity}: being at the maximum is no news, so it has no alarm.`,
      )
    : { wanted: [atMaximumAlarm(own, maxCapacity)], leftOut: [] };
}

function balancersOf(own: Parameters<typeof loadBalancerAlarms>[0], { targets, service }: ServiceSnapshot): Wanted {
  const groups = lastKnown(targets);
  if (groups === undefined) return without('Its load balancer cannot be read, so latency and errors get no alarm.');
  const several = groups.length > 1;
  const wanted = groups.flatMap(group =>
    loadBalancerAlarms(several ? { ...own, prefix: `${own.prefix}-${group.name}` } : own, group),
  );
  return wanted.length === 0
    ? without(`${service} has no load balancer, so there is no latency and no error to watch.`)
    : { wanted, leftOut: [] };
}

/** What the services rest on: of several the configuration has to say which it is. */
interface Dependency<Item> {
  readonly read: (account: AccountSnapshot) => Observed<readonly Item[]>;
  readonly alarms: (item: Item) => readonly WantedAlarm[];
  /** Replicas do not count: they have alarms of their own, if any. */
  readonly counts: (item: Item) => boolean;
  readonly isNamed: (snapshot: Snapshot) => boolean;
  readonly word: string;
  readonly key: string;
}

const databases: Dependency<Parameters<typeof databaseAlarms>[0]> = {
  read: account => account.databases,
  alarms: databaseAlarms,
  counts: ({ replicaOf }) => replicaOf === null,
  isNamed: ({ configured }) => configured.database !== null,
  word: 'database',
  key: 'database',
};

const caches: Dependency<Parameters<typeof cacheAlarms>[0]> = {
  read: account => account.caches,
  alarms: cacheAlarms,
  counts: () => true,
  isNamed: ({ configured }) => configured.cache !== null,
  word: 'cache',
  key: 'cache',
};

function dependencyOf<Item>(snapshot: Snapshot, dependency: Dependency<Item>): Wanted {
  const { word, key, alarms } = dependency;
  const observed = dependency.read(snapshot.account);
  if (observed.state !== 'fresh') return without(`The ${word} cannot be read now, so it gets no alarm.`);
  const items = observed.value.filter(dependency.counts);
  if (items.length === 0) return without(`There is no ${word} to watch.`);
  if (items.length > 1 && !dependency.isNamed(snapshot)) {
    return without(
      `There are ${items.length} ${word}s, and which of them counts is unknown, so none gets an alarm: name it as "${key}" in the configuration.`,
    );
  }
  return { wanted: items.flatMap(alarms), leftOut: [] };
}

const without = (says: string): Wanted => ({ wanted: [], leftOut: [says] });
