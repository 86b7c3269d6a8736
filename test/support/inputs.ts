import fc from 'fast-check';
import { scheduledActionText } from '../../src/domain/configurations/scheduled-action.ts';
import type { InputField } from '../../src/domain/input-field.ts';
import type { Procedure } from '../../src/domain/procedure.ts';
import { type ScalingRecord, scalingRecordText } from '../../src/domain/scaling-record.ts';
import { secretReference } from '../../src/domain/secret.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import { hours, minutes } from '../../src/domain/time.ts';
import { zonedTime } from '../../src/domain/zoned-time.ts';
import { now, policyText } from './snapshots.ts';

const texts = new Map<RegExp, fc.Arbitrary<string>>();

/** Made once for each pattern: a long one takes its time. */
function textMatching(pattern: RegExp): fc.Arbitrary<string> {
  const known = texts.get(pattern) ?? fc.stringMatching(pattern);
  texts.set(pattern, known);
  return known;
}

const anyZone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata');

/** What a run may have found of the first service, in the same account. */
const anyRecord = ({ session: { accountId, region }, services }: Snapshot): fc.Arbitrary<ScalingRecord> =>
  fc
    .record({
      bounds: fc.tuple(fc.nat(20), fc.nat(20)),
      suspended: fc.record(
        { dynamicScalingIn: fc.boolean(), dynamicScalingOut: fc.boolean(), scheduledScaling: fc.boolean() },
        { noNullPrototype: true },
      ),
      policies: fc.uniqueArray(fc.constantFrom('cpu-scaling', 'memory-scaling', 'other'), { maxLength: 3 }),
      isScheduled: fc.boolean(),
    })
    .map(({ bounds: [a, b], suspended, policies, isScheduled }) => ({
      service: services[0]?.key ?? 'none/none',
      accountId,
      region,
      takenAt: now - hours(5),
      target: { minCapacity: Math.min(a, b), maxCapacity: Math.max(a, b), suspended },
      policies: policies.map(name => ({ name, configuration: policyText(60) })),
      scheduledActions: isScheduled ? [{ name: 'night-down', configuration: nightDown }] : [],
    }));

const nightDown = scheduledActionText({
  Schedule: 'cron(0 2 * * ? *)',
  Timezone: 'Europe/Berlin',
  ScalableTargetAction: { MinCapacity: 2, MaxCapacity: 4 },
});

/** Every secret of every input. */
export const anySecret = secretReference('0'.repeat(64), 'env:WEBHOOK_URL');

type Input = Readonly<Record<string, string | number>>;

const anyValue = (field: InputField, snapshot: Snapshot): fc.Arbitrary<string | number> => {
  switch (field.kind) {
    case 'service':
      return fc.constantFrom(...snapshot.services.map(({ key }) => key));
    case 'integer':
      return fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: field.min, max: Math.min(field.max, field.min + 30) }) },
        { weight: 1, arbitrary: fc.integer({ min: field.min, max: field.max }) },
      );
    case 'choice':
      return fc.constantFrom(...field.choices.map(({ value }) => value));
    case 'text':
      return textMatching(field.pattern);
    case 'time': {
      const time = fc
        .tuple(fc.integer({ min: 0, max: 700 * 24 }), anyZone)
        .map(([hour, zone]) => zonedTime(now + hours(hour), zone));
      return field.default === '' ? fc.oneof(fc.constant(''), time) : time;
    }
    case 'timeZone':
      return anyZone;
    case 'duration':
      return fc.integer({ min: Math.ceil(field.minMs / 60_000), max: Math.floor(field.maxMs / 60_000) }).map(minutes);
    case 'record':
      return fc.oneof(fc.constant('last'), anyRecord(snapshot).map(scalingRecordText));
    case 'secret':
      return fc.constant(anySecret);
  }
};

/**
 * Where fields bear on each other: what makes an input that somebody might mean of one that the fields allow. Without it
 * hardly any input would come to a plan.
 */
const sensible: Readonly<Record<string, (input: Input) => Input>> = {
  'prepare-for-event': input => ({
    ...input,
    requestsPerMinute: Number(input['requestsPerMinute']) * 300,
    bufferPercent: Number(input['bufferPercent']) % 50,
    requestsPerTask: 200 + Number(input['requestsPerTask']),
    ...(input['start'] !== '' && { start: zonedTime(now + hours(20), 'Europe/Berlin') }),
    end: zonedTime(now + hours(30), 'UTC'),
    warmUp: '/health',
  }),
  'set-up-notifications': input => ({
    ...input,
    topic: String(input['topic']).length % 2 === 0 ? 'scaling-events' : 'waooaw-scaling-events',
    ...(String(input['tell']).startsWith('function:') && { tell: 'function:scale-ecs' }),
  }),
  'set-up-alarms': input => ({ ...input, topic: 'scaling-events', prefix: 'waooaw-backend' }),
  'schedule-scaling': input => {
    const [nightMin = 0, dayMin = 0] = [Number(input['nightMin']), Number(input['dayMin'])].toSorted((a, b) => a - b);
    const isEvents = input['how'] === 'events';
    return {
      ...input,
      nightMin,
      dayMin,
      nightMax: dayMin + 1,
      dayMax: dayMin + 1 + (Number(input['dayMax']) % 5),
      name: 'night',
      functionName: 'scale-ecs',
      ...(isEvents && { timeZone: 'UTC' }),
    };
  },
};

/** Any input that the procedure's own fields allow, and more often one that makes sense. */
export function anyInput(procedure: Procedure, snapshot: Snapshot): fc.Arbitrary<Input> {
  const allowed = fc.record(
    Object.fromEntries(Object.entries(procedure.input).map(([name, field]) => [name, anyValue(field, snapshot)])),
    { noNullPrototype: true },
  );
  const meant = sensible[procedure.id];
  return meant === undefined
    ? allowed
    : fc.oneof({ weight: 1, arbitrary: allowed }, { weight: 4, arbitrary: allowed.map(meant) });
}
