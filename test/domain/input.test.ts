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
      `desired-count must be a whole number from 0 to 5000, such as 6; got ${raw}`,
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
