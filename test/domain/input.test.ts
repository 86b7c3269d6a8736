import { describe, expect, it } from 'vitest';
import { flagOf, parseInput } from '../../src/domain/input.ts';
import { defineProcedure } from '../../src/domain/procedure.ts';
import { backend, service, snapshot } from '../support/snapshots.ts';

const procedure = defineProcedure({
  id: 'fill-up',
  title: 'Fill up',
  summary: 'Fills up.',
  runbook: [],
  input: {
    service: { kind: 'service', label: 'Service', help: 'Which.' },
    desiredCount: { kind: 'integer', label: 'Tasks', help: 'How many.', min: 0, max: 5000, startsAt: () => undefined },
    how: {
      kind: 'choice',
      label: 'How',
      help: 'How.',
      choices: [
        { value: 'floor', label: 'Floor' },
        { value: 'count', label: 'Count' },
      ],
      default: 'floor',
    },
  },
  reads: [],
  deviations: [],
  plan: () => ({ kind: 'nothing-to-do', because: 'This is a test.' }),
});

const parse = (raw: Readonly<Record<string, string | undefined>>, seen = snapshot()) =>
  parseInput(procedure, raw, seen);

function problemsOf(raw: Readonly<Record<string, string | undefined>>, seen = snapshot()): readonly string[] {
  const parsed = parse(raw, seen);
  return parsed.ok ? [] : parsed.problems.map(({ says }) => says);
}

const right = { service: 'waooaw-backend', desiredCount: '6' };

describe('a service', () => {
  it('is found by its name, and by cluster and name', () => {
    for (const name of ['waooaw-backend', backend])
      expect(parse({ ...right, service: name })).toEqual({
        ok: true,
        value: { service: backend, desiredCount: 6, how: 'floor' },
      });
  });

  it('that is not there is answered with those that are', () => {
    expect(problemsOf({ ...right, service: 'backend' })).toEqual([
      'there is no service backend in 123456789012 us-east-1; visible there: waooaw-backend',
    ]);
    expect(problemsOf({ ...right, service: 'x' }, { ...snapshot(), services: [] })[0]).toContain(
      'no service is visible there at all',
    );
  });

  it('in a crowd is answered with the first ten', () => {
    const services = Array.from({ length: 12 }, (_, index) => service({ key: `c/s${index}`, service: `s${index}` }));
    expect(problemsOf({ ...right, service: 'x' }, { ...snapshot(), services })[0]).toMatch(/s9, and 2 more$/);
  });

  it('whose name stands in two clusters has to be written with its cluster', () => {
    const services = [service({ key: 'a/api', service: 'api' }), service({ key: 'b/api', service: 'api' })];
    const seen = { ...snapshot(), services };
    expect(problemsOf({ ...right, service: 'api' }, seen)).toEqual([
      'api exists in several clusters; write one of a/api, b/api',
    ]);
    expect(problemsOf({ ...right, service: 'b/api' }, seen)).toEqual([]);
  });
});

describe('a number', () => {
  it.each(['6.5', '1e3', '-2', '+2', ' 6', '6 ', '６', '0x10', 'six', '1234567', 'NaN', '6\n'])('is not %j', raw => {
    expect(problemsOf({ ...right, desiredCount: raw })).toEqual([
      `desired-count must be a whole number from 0 to 5000, such as 6; got ${raw.replace('\n', ' ')}`,
    ]);
  });

  it('stays within its limits, both included', () => {
    expect(problemsOf({ ...right, desiredCount: '5001' })).toEqual(['desired-count must be from 0 to 5000; got 5001']);
    expect(problemsOf({ ...right, desiredCount: '5000' })).toEqual([]);
    expect(problemsOf({ ...right, desiredCount: '0' })).toEqual([]);
  });
});

it('a choice falls back to its default, and is one of its values', () => {
  expect(parse({ ...right, how: 'count' })).toMatchObject({ ok: true, value: { how: 'count' } });
  expect(problemsOf({ ...right, how: 'ceiling' })).toEqual(['how must be one of floor, count; got ceiling']);
});

it('all problems are named at once, unknown inputs among them', () => {
  expect(problemsOf({ desiredCont: '6', how: 'x' })).toEqual([
    'fill-up has no input --desired-cont; it takes --service, --desired-count, --how',
    'service is missing: name a service, e.g. --service waooaw-backend',
    'desired-count is missing: give a whole number, e.g. --desired-count 6',
    'how must be one of floor, count; got x',
  ]);
});

it('what every object has is no input', () => {
  expect(problemsOf({ ...right, constructor: '6' })[0]).toContain('has no input --constructor');
});

it('a field is a flag in lower case with hyphens', () => {
  expect(['service', 'desiredCount', 'raiseCeiling'].map(flagOf)).toEqual([
    'service',
    'desired-count',
    'raise-ceiling',
  ]);
});

const event = defineProcedure({
  id: 'hold-an-event',
  title: 'Hold an event',
  summary: 'Holds one.',
  runbook: [],
  input: {
    service: { kind: 'service', label: 'Service', help: 'Which.' },
    requests: { kind: 'integer', label: 'Requests', help: 'How many.', min: 1, max: 100_000, default: '1000' },
    name: {
      kind: 'text',
      label: 'Name',
      help: 'What.',
      pattern: /^[a-z-]{1,20}$/,
      whatFits: 'letters and -, such as sale',
    },
    note: { kind: 'text', label: 'Note', help: 'Why.', pattern: /^[\x20-\x7e]+$/, whatFits: 'words', default: '' },
    startsAt: { kind: 'time', label: 'Start', help: 'When.' },
    zone: { kind: 'timeZone', label: 'Zone', help: 'Where.', default: 'UTC' },
    lead: {
      kind: 'duration',
      label: 'Lead',
      help: 'How long before.',
      minMs: 60_000,
      maxMs: 86_400_000,
      default: '1h',
    },
    webhook: { kind: 'secret', label: 'Webhook', help: 'Where it is told.' },
    ceiling: {
      kind: 'integer',
      label: 'Ceiling',
      help: 'The most.',
      min: 1,
      max: 5000,
      default: ({ snapshot: seen, service: key }) => {
        const scaling = seen.services.find(each => each.key === key)?.scaling;
        return scaling?.state === 'fresh' ? String(scaling.value.target?.maxCapacity) : undefined;
      },
    },
  },
  reads: [],
  deviations: [],
  plan: () => ({ kind: 'nothing-to-do', because: 'This is a test.' }),
});

const reference = `kept:sha256:${'0'.repeat(64)}:env:WEBHOOK_URL`;
const answers = {
  service: 'waooaw-backend',
  name: 'sale',
  startsAt: '2026-11-27 09:00 Europe/Berlin',
  webhook: reference,
};

describe('every kind of field', () => {
  it('is read by its own form, and a default stands in for what is not given', () => {
    expect(parseInput(event, answers, snapshot())).toEqual({
      ok: true,
      value: {
        ...answers,
        service: backend,
        requests: 1000,
        note: '',
        zone: 'UTC',
        lead: 3_600_000,
        ceiling: 10,
      },
    });
  });

  it('says that a default waits for what AWS holds, and only then', () => {
    const unread = snapshot({ scaling: { state: 'pending' } });
    const parsed = parseInput(event, { ...answers, name: '' }, unread);
    expect(parsed).toMatchObject({
      ok: false,
      problems: [{ field: 'name' }, { field: 'ceiling', awaitsReading: true }],
    });
    expect(parsed.ok || parsed.problems[0]).not.toHaveProperty('awaitsReading');
  });

  it.each([
    [{ name: 'Sale!' }, 'name must be letters and -, such as sale; got Sale!'],
    [{ name: 'sa\u202ele' }, 'name must be letters and -, such as sale; it has characters that cannot be seen'],
    [
      { startsAt: '2026-11-27' },
      'starts-at must be a local time with its time zone, such as 2026-11-27 09:00 Europe/Berlin; got 2026-11-27',
    ],
    [{ zone: 'Berlin' }, 'zone must be the name of a time zone, such as Europe/Berlin or UTC; got Berlin'],
    [{ lead: '10' }, 'lead must be a duration from 1m to 24h, such as 30m, 2h or 1h30m; got 10'],
    [{ lead: '25h' }, 'lead must be from 1m to 24h; got 25h'],
    [{ requests: '0' }, 'requests must be from 1 to 100000; got 0'],
  ])('%j is refused: %s', (wrong, says) => {
    const parsed = parseInput(event, { ...answers, ...wrong }, snapshot());
    expect(parsed.ok ? [] : parsed.problems.map(problem => problem.says)).toEqual([says]);
  });

  it('that is missing says what to give', () => {
    const parsed = parseInput(event, {}, snapshot());
    expect(parsed.ok ? [] : parsed.problems.map(problem => problem.says)).toEqual([
      'service is missing: name a service, e.g. --service waooaw-backend',
      'name is missing: give letters and -, such as sale',
      "starts-at is missing: give a local time with its time zone, e.g. --starts-at '2026-11-27 09:00 Europe/Berlin'",
      'webhook is missing: say where it is kept, --webhook env:NAME or --webhook file:PATH',
      'ceiling is missing: give a whole number, e.g. --ceiling 6',
    ]);
  });

  it('never repeats what may be a secret', () => {
    const parsed = parseInput(event, { ...answers, webhook: 'https://hooks.example.com/secret' }, snapshot());
    expect(parsed.ok ? '' : parsed.problems[0]?.says).toMatch(/^webhook must say where the secret is kept, env:NAME/);
    expect(JSON.stringify(parsed)).not.toContain('hooks.example.com');
  });
});
