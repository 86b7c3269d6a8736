import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ApplyStep, Plan } from '../../src/domain/plan.ts';
import type { RunEvent } from '../../src/domain/run.ts';
import { runPath } from '../../src/journal/files.ts';
import { newRunId } from '../../src/journal/run-id.ts';
import { findScalingRecord } from '../../src/journal/scaling-records.ts';
import { removalPlan, savedIn } from '../support/saved-removal.ts';
import { scalePlan, startsAt } from '../support/scale-plan.ts';
import { backend, target } from '../support/snapshots.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeGolden } from './golden-run.ts';

const idAt = (second: number): string => newRunId(startsAt + second * 1000, () => 0.3);

/** A plan that removes it, from bounds 2 to `max`. */
function planOf(max: number, procedure = 'remove-auto-scaling'): Plan {
  const { steps, ...rest } = removalPlan(backend, { target: target({ maxCapacity: max }) });
  const applies = steps.map(
    (step): ApplyStep => ({
      ...step,
      kind: 'apply',
      id: 'apply-1',
      title: 'Deregister auto-scaling',
      unchanged: [],
      verify: { check: 'facts', expect: [] },
      verifyWithinMs: 1,
      undo: { kind: 'none', because: 'a test' },
    }),
  );
  return { ...scalePlan, ...rest, procedure, steps: applies };
}

/** A run of that plan as it stands in the journal after its request has left; `sent: false` before that. */
function record(dir: string, second: number, plan: Plan, { sent = true } = {}): string {
  const runId = idAt(second);
  const events: readonly RunEvent[] = [
    { type: 'RunStarted', at: startsAt, runId, plan, program: 'test' },
    ...(sent ? [{ type: 'EffectRequested', at: startsAt, stepId: 'apply-1', command: 'aws …' } as const] : []),
  ];
  writeGolden(dir, events, runId);
  return runId;
}

const maxOf = (found: ReturnType<typeof findScalingRecord>): number | null | undefined =>
  'record' in found ? (found.record?.target.maxCapacity ?? null) : undefined;

const saysOf = (found: ReturnType<typeof findScalingRecord>): string => ('says' in found ? found.says : '');

describe('last', () => {
  const last = (dir: string) => maxOf(findScalingRecord(dir, { wanted: 'last', service: backend }));

  it('is the newest run that took it away, also where nobody knows what became of its request', () => {
    const dir = tempDir();
    record(dir, 1, planOf(11));
    record(dir, 2, planOf(12));
    record(dir, 3, scalePlan);
    expect(last(dir)).toBe(12);
  });

  it('is no run that sent nothing, and no undo', () => {
    const dir = tempDir();
    record(dir, 1, planOf(11));
    record(dir, 2, planOf(12), { sent: false });
    record(dir, 3, planOf(13, 'undo'));
    expect(last(dir)).toBe(11);
  });

  it('passes over a journal that cannot be read', () => {
    const dir = tempDir();
    record(dir, 1, planOf(11));
    writeFileSync(runPath(dir, idAt(2)), 'not a journal\n');
    expect(last(dir)).toBe(11);
  });

  it('is nothing where there is no journal yet', () => {
    expect(last(tempDir())).toBeNull();
  });

  it('is nothing for a service that none is about', () => {
    const dir = tempDir();
    record(dir, 1, planOf(11));
    const other = 'waooaw-production/waooaw-agent';
    expect(maxOf(findScalingRecord(dir, { wanted: 'last', service: other }))).toBeNull();
  });
});

describe('a run', () => {
  it('is named by its id or the beginning of it, also where it stopped before it sent anything', () => {
    const dir = tempDir();
    const id = record(dir, 1, planOf(11), { sent: false });
    for (const wanted of [id, id.slice(0, 10)])
      expect(maxOf(findScalingRecord(dir, { wanted, service: backend }))).toBe(11);
  });

  it('that is none, or about something else, is answered with what to do', () => {
    const dir = tempDir();
    const id = record(dir, 1, scalePlan);
    const find = (wanted: string): string => saysOf(findScalingRecord(dir, { wanted, service: backend }));
    expect(find('2019')).toBe('names no run: there is no run 2019. List the runs: headroom history');
    expect(find(id)).toBe(`names run ${id}, which is not about removing the auto-scaling of ${backend}`);
    expect(find('a\u202eb')).toBe('must be last, a run id or the path of a saved plan');
  });

  it('whose journal is damaged is not restored from', () => {
    const dir = tempDir();
    const id = record(dir, 1, planOf(11));
    const path = runPath(dir, id);
    writeFileSync(path, readFileSync(path, 'utf8').replace('maxCapacity', 'maxcapacity'));
    expect(saysOf(findScalingRecord(dir, { wanted: id, service: backend }))).toContain('cannot be read');
    appendFileSync(path, 'x');
    expect(maxOf(findScalingRecord(dir, { wanted: 'last', service: backend }))).toBeNull();
  });
});

describe('a file', () => {
  const find = (path: string) => findScalingRecord('/nowhere', { wanted: path, service: backend });

  it('is a saved plan', () => {
    expect(maxOf(find(savedIn(removalPlan())))).toBe(10);
  });

  it('that is none says why', () => {
    const directory = tempDir();
    mkdirSync(`${directory}/plan.json`);
    expect(saysOf(find(`${directory}/plan.json`))).toContain('which is no saved plan');
    expect(saysOf(find(`${directory}/missing.json`))).toContain('which cannot be read');
    expect(saysOf(find(savedIn('{"steps":')))).toContain('which is not JSON');
    expect(saysOf(find(savedIn({ steps: [] })))).toContain('no saved plan that removes the auto-scaling');
    expect(saysOf(find(savedIn(`"${'x'.repeat(4_100_000)}"`)))).toContain('which is no saved plan');
  });
});
