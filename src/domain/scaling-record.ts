import { canonicalJson } from './canonical-json.ts';
import type { HeldScaling, NamedConfiguration } from './held-scaling.ts';
import { isSafeName } from './outside-text.ts';
import { type ScalableTarget, type ServiceKey, scalableResourceId } from './snapshot.ts';
import type { Instant } from './time.ts';

/** The auto-scaling of a service as a plan found it before it took it away: what restoring puts back. */
export interface ScalingRecord extends HeldScaling {
  readonly service: ServiceKey;
  readonly accountId: string;
  readonly region: string;
  readonly takenAt: Instant;
  readonly target: ScalableTarget;
}

/**
 * What a plan that deregisters the service's target shows of it: every value that the plan takes away, as it was before the
 * plan's first step. The plan may be the journal's or a file's, so nothing is taken for granted; undefined where it has no
 * such record, or one that is not whole.
 */
export function scalingRecordIn(plan: unknown, service: ServiceKey): ScalingRecord | undefined {
  const { session, madeAt, steps } = membersIn(plan);
  const { accountId, region } = membersIn(session);
  const applies = itemsIn(steps).map(membersIn);
  if (!applies.some(({ effect }) => deregisters(effect, service))) return undefined;
  const before = firstValues(
    applies.flatMap(({ changes }) => itemsIn(changes)),
    service,
  );
  const target = targetIn(before);
  if (target === undefined || typeof accountId !== 'string' || typeof region !== 'string' || typeof madeAt !== 'number')
    return undefined;
  const policies = configurationsIn(before, 'scalingPolicy');
  const scheduledActions = configurationsIn(before, 'scheduledAction');
  if (policies === undefined || scheduledActions === undefined) return undefined;
  return { service, accountId, region, takenAt: madeAt, target, policies, scheduledActions };
}

/** The record as text, which is how it stands in the input of a plan. */
export const scalingRecordText = (record: ScalingRecord): string => canonicalJson(record);

/** The record of a text that `scalingRecordText` made; undefined for a word such as `last`, by which none was found. */
export const parseScalingRecord = (text: string): ScalingRecord | undefined =>
  // What begins so was never typed: whoever looked the record up has judged it and written it.
  text.startsWith('{') ? (JSON.parse(text) as ScalingRecord) : undefined;

type Members = Readonly<Record<string, unknown>>;

const membersIn = (value: unknown): Members => (typeof value === 'object' && value !== null ? { ...value } : {});

const itemsIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function deregisters(effect: unknown, service: ServiceKey): boolean {
  const { operation, input } = membersIn(effect);
  return (
    operation === 'application-autoscaling:DeregisterScalableTarget' &&
    membersIn(input)['ResourceId'] === scalableResourceId(service)
  );
}

/** What each fact of the service started from, by attribute and name. */
function firstValues(changes: readonly unknown[], service: ServiceKey): ReadonlyMap<string, unknown> {
  const first = new Map<string, unknown>();
  for (const change of changes) {
    const { fact, from } = membersIn(change);
    const { service: of, attribute, name } = membersIn(fact);
    const address = name === undefined ? String(attribute) : `${attribute} ${name}`;
    if (of === service && !first.has(address)) first.set(address, from);
  }
  return first;
}

function targetIn(before: ReadonlyMap<string, unknown>): ScalableTarget | undefined {
  const [minCapacity, maxCapacity] = [before.get('minCapacity'), before.get('maxCapacity')];
  const [dynamicScalingIn, dynamicScalingOut, scheduledScaling] = [
    before.get('dynamicScalingInSuspended'),
    before.get('dynamicScalingOutSuspended'),
    before.get('scheduledScalingSuspended'),
  ];
  if (!isCount(minCapacity) || !isCount(maxCapacity) || minCapacity > maxCapacity) return undefined;
  if (typeof dynamicScalingIn !== 'boolean' || typeof dynamicScalingOut !== 'boolean') return undefined;
  if (typeof scheduledScaling !== 'boolean') return undefined;
  return { minCapacity, maxCapacity, suspended: { dynamicScalingIn, dynamicScalingOut, scheduledScaling } };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** What was there of these; undefined where one of them cannot be put back by its name, or is no configuration. */
function configurationsIn(
  before: ReadonlyMap<string, unknown>,
  attribute: 'scalingPolicy' | 'scheduledAction',
): readonly NamedConfiguration[] | undefined {
  const named = [...before].flatMap(([address, configuration]) =>
    address.startsWith(`${attribute} `) && configuration !== null
      ? [{ name: address.slice(attribute.length + 1), configuration }]
      : [],
  );
  return named.every(isConfiguration) ? named : undefined;
}

function isConfiguration(named: {
  readonly name: string;
  readonly configuration: unknown;
}): named is NamedConfiguration {
  if (typeof named.configuration !== 'string' || !isSafeName(named.name)) return false;
  try {
    const members: unknown = JSON.parse(named.configuration);
    // As canonical text it compares with what AWS is read to hold.
    return Object.keys(membersIn(members)).length > 0 && canonicalJson(members) === named.configuration;
  } catch {
    return false;
  }
}
