import { alarmsVerdict, policyAlarmsVerdict } from './checks/alarm-data.ts';
import { type CopingLimits, copingVerdict } from './checks/coping.ts';
import { deploymentVerdict } from './checks/deployment.ts';
import { partsOfLimits, type RoomForTasks, roomVerdict } from './checks/room.ts';
import { type StableCount, stableVerdict } from './checks/stable.ts';
import { subscriptionVerdict } from './checks/subscription.ts';
import { type CheckVerdict, failed, passed, waiting } from './checks/verdict.ts';
import { zonesVerdict } from './checks/zones.ts';
import { type Fact, type FactValue, partsOf, readFact, servicesOf } from './fact.ts';
import { factLabel, factSubject, isConfiguration, valueWords } from './fact-words.ts';
import type { Part, ServiceKey, Snapshot } from './snapshot.ts';
import type { Instant } from './time.ts';

/**
 * A question to AWS as plain data; its answer is a pure function of a snapshot. The same values serve as pre-flight,
 * as verification after a write, and as the condition that ends a watch.
 */
export type Check =
  /** AWS holds exactly these values. */
  | { readonly check: 'facts'; readonly expect: readonly ExpectedFact[] }
  /** All of `desiredCount` tasks run, none is pending, one deployment, every target healthy. */
  | ({ readonly check: 'service-stable'; readonly service: ServiceKey } & StableCount)
  /** The service is ACTIVE and no deployment is replacing its tasks. */
  | { readonly check: 'no-deployment'; readonly service: ServiceKey }
  /** The service carries its load: CPU, latency, errors and task count stay inside the limits, and its tasks live. */
  | { readonly check: 'service-coping'; readonly service: ServiceKey; readonly limits: CopingLimits }
  /** Both alarms of each of these policies have left INSUFFICIENT_DATA. */
  | { readonly check: 'policy-alarms-have-data'; readonly service: ServiceKey; readonly policies: readonly string[] }
  /** These alarms have left INSUFFICIENT_DATA; by name. */
  | { readonly check: 'alarms-have-data'; readonly alarms: readonly string[] }
  /** Somebody has subscribed to a topic, by the name of the subscription; with `mustBeConfirmed` that counts once confirmed. */
  | { readonly check: 'subscription'; readonly name: string; readonly mustBeConfirmed: boolean }
  /** The numbers of running tasks in the service's availability zones differ by at most one. */
  | { readonly check: 'zones-spread'; readonly service: ServiceKey }
  /**
   * There is room for `desiredCount` tasks of the service within each of these limits; `besides` are the services that
   * share them.
   */
  | ({ readonly check: 'room-for-tasks' } & RoomForTasks)
  /** Every one of them, at the same time. */
  | { readonly check: 'all'; readonly of: readonly Check[] };

export interface ExpectedFact {
  readonly fact: Fact;
  readonly value: FactValue;
}

/** Which parts must be read again before the check can be answered. */
export function partsNeeded(check: Check): readonly Part[] {
  switch (check.check) {
    case 'facts':
      return partsOf(check.expect);
    case 'service-stable':
      return ['counts', 'targets', 'stoppedTasks'];
    case 'no-deployment':
      return ['counts'];
    case 'service-coping':
      return ['counts', 'metrics', 'stoppedTasks'];
    case 'policy-alarms-have-data':
      return ['scaling', 'alarms'];
    case 'alarms-have-data':
      return ['metricAlarms'];
    case 'subscription':
      return ['topics'];
    case 'zones-spread':
      return ['zones'];
    case 'room-for-tasks':
      return partsOfLimits(check.limits);
    case 'all':
      return [...new Set(check.of.flatMap(partsNeeded))];
  }
}

/** Whose parts those are. */
export function servicesNeeded(check: Check): readonly ServiceKey[] {
  switch (check.check) {
    case 'facts':
      return servicesOf(check.expect);
    case 'alarms-have-data':
    case 'subscription':
      return [];
    case 'room-for-tasks':
      return [check.service, ...check.besides];
    case 'all':
      return [...new Set(check.of.flatMap(servicesNeeded))];
    default:
      return [check.service];
  }
}

/**
 * @param since when what is being checked began; older events and stopped tasks have nothing to say about it.
 */
export function evaluate(check: Check, snapshot: Snapshot, since: Instant): CheckVerdict {
  switch (check.check) {
    case 'facts':
      return factsVerdict(check.expect, snapshot);
    case 'service-stable':
      return stableVerdict(check, snapshot, since);
    case 'no-deployment':
      return deploymentVerdict(check, snapshot);
    case 'service-coping':
      return copingVerdict(check, snapshot, since);
    case 'policy-alarms-have-data':
      return policyAlarmsVerdict(check, snapshot);
    case 'alarms-have-data':
      return alarmsVerdict(check, snapshot);
    case 'subscription':
      return subscriptionVerdict(check, snapshot);
    case 'zones-spread':
      return zonesVerdict(check, snapshot);
    case 'room-for-tasks':
      return roomVerdict(check, snapshot);
    case 'all':
      return allVerdict(check.of.map(part => evaluate(part, snapshot, since)));
  }
}

/** One failure fails them all at once: waiting for the others would change nothing. */
function allVerdict(verdicts: readonly CheckVerdict[]): CheckVerdict {
  const saying = (wanted: CheckVerdict['verdict']): string =>
    verdicts
      .filter(({ verdict }) => verdict === wanted)
      .map(({ says }) => says)
      .join('; ');
  if (verdicts.some(({ verdict }) => verdict === 'failed')) return failed(saying('failed'));
  if (verdicts.some(({ verdict }) => verdict === 'waiting')) return waiting(saying('waiting'));
  return passed(saying('passed'));
}

function factsVerdict(expect: readonly ExpectedFact[], snapshot: Snapshot): CheckVerdict {
  const different = expect.flatMap(({ fact, value }) => {
    const reading = readFact(snapshot, fact);
    if (!reading.known) return [`${factLabel(fact)} cannot be read`];
    if (reading.value === value) return [];
    return isConfiguration(fact)
      ? [`${factSubject(fact)} not ${value === null ? 'gone' : 'as planned'} yet`]
      : [`${factSubject(fact)} ${valueWords(fact, reading.value)}, not ${valueWords(fact, value)}`];
  });
  if (different.length > 0) return waiting(different.join('; '));
  return passed(expect.map(({ fact, value }) => isWords(fact, value)).join(', '));
}

/** "MinCapacity is 6", "alarm api-high-cpu is as planned" */
function isWords(fact: Fact, value: FactValue): string {
  const asPlanned = value === null ? 'gone' : 'as planned';
  return `${factSubject(fact)} ${isConfiguration(fact) ? asPlanned : valueWords(fact, value)}`;
}
