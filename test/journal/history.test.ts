import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/domain/run.ts';
import { findRun, listRuns } from '../../src/journal/history.ts';
import { isRunId, newRunId } from '../../src/journal/run-id.ts';
import { scalePlan, startsAt } from '../support/scale-plan.ts';
import { tempDir } from '../support/temp-dir.ts';
import { goldenEvents, writeGolden } from './golden-run.ts';

const idAt = (second: number): string => newRunId(startsAt + second * 1000, () => 0.3);

const suffix = (run: number): string => run.toString(36).padStart(4, '0');

function eventsOf(runId: string, end?: RunEvent): readonly RunEvent[] {
  const started: RunEvent = { type: 'RunStarted', at: startsAt, runId, plan: scalePlan, program: 'test' };
  return end ? [started, end] : [started];
}

describe('run ids', () => {
  it('read as a time, sort by it, and are safe as a name', () => {
    expect(newRunId(startsAt, () => 0)).toBe('20261123T191507-aaaa');
    expect(isRunId(newRunId(startsAt, Math.random))).toBe(true);
    expect([idAt(60), idAt(0)].sort()).toEqual([idAt(0), idAt(60)]);
  });
});

describe('the list of runs', () => {
  it('is newest first, with how each ended', () => {
    const dir = tempDir();
    const [a, b, c] = [idAt(1), idAt(2), idAt(3)];
    writeGolden(dir, eventsOf(b), b);
    writeGolden(dir, eventsOf(a, { type: 'RunCompleted', at: startsAt, says: 'done' }), a);
    writeGolden(dir, eventsOf(c, { type: 'RunStopped', at: startsAt, because: 'drift', says: '', nextStep: '' }), c);
    const common = { startedAt: startsAt, procedure: 'scale-service', summary: 'web-api: 2 → 6 tasks' };
    expect(listRuns(dir)).toEqual([
      { runId: c, outcome: 'drift', ...common },
      { runId: b, outcome: 'unfinished', ...common },
      { runId: a, outcome: 'completed', ...common },
    ]);
    expect(listRuns(dir, 1).map(({ runId }) => runId)).toEqual([c]);
  });

  it('reads a journal that is longer than the ends it looks at', () => {
    const dir = tempDir();
    const id = idAt(1);
    const says = 'x'.repeat(100_000);
    const longPlan = { ...scalePlan, warnings: [says] };
    const runs: readonly (readonly RunEvent[])[] = [
      [
        { type: 'RunStarted', at: startsAt, runId: id, plan: scalePlan, program: '' },
        { type: 'CheckPassed', at: 1, stepId: 'check-1', says },
        { type: 'RunCompleted', at: 2, says: '' },
      ],
      [
        { type: 'RunStarted', at: startsAt, runId: id, plan: longPlan, program: '' },
        { type: 'RunCompleted', at: 2, says: '' },
      ],
    ];
    for (const events of runs) {
      const stateDir = join(dir, `${events.length}`);
      writeGolden(stateDir, events, id);
      expect(listRuns(stateDir)).toMatchObject([{ runId: id, outcome: 'completed' }]);
    }
  });

  it('keeps a run that cannot be read, and says why; strangers’ files are not runs', () => {
    const dir = tempDir();
    const { path } = writeGolden(dir);
    fs.writeFileSync(join(dir, 'runs', 'notes.txt'), '');
    fs.writeFileSync(join(dir, 'runs', 'x.jsonl'), '');
    fs.writeFileSync(path, 'garbage\ngarbage\n');
    expect(listRuns(dir)).toEqual([
      { runId: expect.any(String), outcome: 'unreadable', note: expect.stringContaining('line 1') },
    ]);
    fs.writeFileSync(path, '');
    expect(listRuns(dir)).toMatchObject([{ outcome: 'unreadable', note: 'it was cut off before it began' }]);
  });

  it('J10: of ten thousand runs is there in a moment', () => {
    const dir = tempDir();
    const { path, bytes } = writeGolden(dir);
    for (let run = 0; run < 10_000; run += 1)
      fs.linkSync(path, join(dir, 'runs', `${idAt(run).slice(0, 16)}${suffix(run)}.jsonl`));
    expect(bytes.length).toBeGreaterThan(0);
    const before = performance.now();
    expect(listRuns(dir)).toHaveLength(100);
    expect(performance.now() - before).toBeLessThan(300);
  });

  it('is empty where nothing ever ran', () => {
    expect(listRuns(join(tempDir(), 'none'))).toEqual([]);
  });
});

describe('finding a run', () => {
  it('by its id, by the beginning of it, or as the last one', () => {
    const dir = tempDir();
    const [a, b] = [idAt(1), idAt(2)];
    for (const id of [a, b]) writeGolden(dir, eventsOf(id), id);
    expect(findRun(dir, a)).toEqual({ found: true, runId: a, path: join(dir, 'runs', `${a}.jsonl`) });
    expect(findRun(dir, b.slice(0, 15))).toMatchObject({ found: true, runId: b });
    expect(findRun(dir, 'last')).toMatchObject({ found: true, runId: b });
    expect(findRun(dir, '2026')).toMatchObject({
      found: false,
      because: expect.stringContaining(`2 runs begin with 2026: ${b}, ${a}`),
    });
    expect(findRun(dir, '../secret')).toMatchObject({ found: false, because: 'there is no run ../secret' });
    expect(findRun(dir, '')).toMatchObject({ found: false });
    expect(findRun(join(dir, 'none'), 'last')).toMatchObject({
      found: false,
      because: expect.stringContaining('there are no runs'),
    });
  });

  it('the golden run is one of them', () => {
    const dir = tempDir();
    writeGolden(dir);
    expect(listRuns(dir)).toMatchObject([{ outcome: 'not-verified', startedAt: goldenEvents[0]?.at }]);
  });
});
