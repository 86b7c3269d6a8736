import * as fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Run, replay } from '../../src/domain/run.ts';
import { runPath } from '../../src/journal/files.ts';
import { type Disk, openJournal, reopenJournal } from '../../src/journal/journal.ts';
import { readJournal } from '../../src/journal/read.ts';
import { createRunControls } from '../../src/runner/controls.ts';
import { agree, scriptOperator } from '../../src/runner/operators/script.ts';
import { resumeRun } from '../../src/runner/resume-run.ts';
import { runPlan } from '../../src/runner/run-plan.ts';
import { cases, inFull, measured } from './figures.ts';
import type { InProcessAws } from './support/in-process-aws.ts';
import { memoryDir } from './support/memory-dir.ts';
import { type Story, shortOnes, storiesOfProcedures } from './support/procedure-plans.ts';
import { inOrder, reckon } from './support/reckoning.ts';
import { runIds } from './support/run-ids.ts';

const stories = await storiesOfProcedures();
const nextId = runIds();

const healthy: Disk = {
  write: (fd, bytes) => fs.writeSync(fd, bytes),
  sync: fd => fs.fdatasyncSync(fd),
  truncate: (fd, bytes) => fs.ftruncateSync(fd, bytes),
};

interface FailingDisk {
  readonly disk: Disk;
  calls(): number;
  hasFailed(): boolean;
}

/** A disk whose call with this number fails: once, with what was written of the record by then left behind. */
function failingAt(failAt: number | undefined, code: string): FailingDisk {
  let [calls, failed] = [0, false];
  const fail = (): never => {
    failed = true;
    throw Object.assign(new Error(`${code}: it failed`), { code });
  };
  const isDue = (): boolean => {
    calls += 1;
    return calls - 1 === failAt;
  };
  return {
    calls: () => calls,
    hasFailed: () => failed,
    disk: {
      ...healthy,
      write(fd, bytes) {
        if (!isDue()) return healthy.write(fd, bytes);
        healthy.write(fd, bytes.subarray(0, Math.floor(bytes.length / 3)));
        return fail();
      },
      sync: fd => (isDue() ? fail() : healthy.sync(fd)),
    },
  };
}

interface OnDisk {
  readonly aws: InProcessAws;
  readonly runId: string;
  readonly run: Run;
  /** Requests that left after the disk had failed. */
  readonly sentAfterFailure: number;
}

async function runOn(
  { disk, hasFailed }: Pick<FailingDisk, 'disk' | 'hasFailed'>,
  story: Story,
  stateDir: string,
): Promise<OnDisk> {
  const { aws, plan } = await story.open();
  const runId = nextId();
  let sentAfterFailure = 0;
  const journal = openJournal(stateDir, runId, disk);
  const { run } = await runPlan({
    plan,
    runId,
    program: 'headroom',
    journal,
    operator: scriptOperator(agree),
    signals: createRunControls().signals,
    hold: false,
    onEvent: () => {},
    ports: {
      ...aws.ports,
      gateway: {
        write(effect, grant) {
          if (hasFailed()) sentAfterFailure += 1;
          return aws.ports.gateway.write(effect, grant);
        },
      },
    },
  });
  journal.close();
  return { aws, runId, run, sentAfterFailure };
}

/** Goes on with it on a disk that is well again; undefined where there is nothing that has begun. */
async function goOnWith({ aws, runId }: OnDisk, stateDir: string): Promise<Run | undefined> {
  if (readJournal(runPath(stateDir, runId)).events.length === 0) return undefined;
  const journal = reopenJournal(stateDir, runId);
  const { run } = await resumeRun(
    {
      program: 'headroom',
      by: 'the next life',
      journal,
      operator: scriptOperator(agree),
      signals: createRunControls().signals,
      hold: false,
      onEvent: () => {},
      ports: aws.ports,
    },
    journal.events,
  );
  journal.close();
  return run;
}

describe('a disk that fails', () => {
  it('G4, J1, J2, J4: at any call ends in nothing sent, or after the present effect, and is gone on with later', async () => {
    const stateDir = memoryDir();
    const codes = ['ENOSPC', 'EIO', 'EROFS', 'EFBIG', 'EACCES'];
    let [faults, nothingSent, afterThisEffect] = [0, 0, 0];
    for (const story of inFull ? stories : shortOnes(stories).slice(0, 2)) {
      const undisturbed = failingAt(undefined, '');
      await runOn(undisturbed, story, stateDir);
      for (let failAt = 0; failAt < undisturbed.calls(); failAt += 1) {
        for (const code of codes.slice(0, cases(1, codes.length))) {
          const words = `${story.name}: ${code} at call ${failAt}`;
          const failing = failingAt(failAt, code);
          const ended = await runOn(failing, story, stateDir);
          expect(ended.sentAfterFailure, words).toBe(0);
          expect(ended.run.ended, words).toMatchObject({ kind: 'stopped', because: 'unrecorded' });
          if (ended.aws.taken() === 0) nothingSent += 1;
          else afterThisEffect += 1;

          const resumed = await goOnWith(ended, stateDir);
          const { events } = readJournal(runPath(stateDir, ended.runId));
          const reckoning = await reckon(
            { runId: ended.runId, lives: [], events, run: replay(events), unasked: 0 },
            ended.aws,
          );
          expect(reckoning, words).toEqual(inOrder);
          if (resumed) expect(resumed.ended, words).toMatchObject({ kind: 'completed' });
          else expect(ended.aws.taken(), words).toBe(0);
          faults += 1;
        }
      }
    }
    expect(Math.min(nothingSent, afterThisEffect)).toBeGreaterThan(0);
    measured(
      'G4',
      `${faults} of ${faults} faults: ${nothingSent} ended with nothing sent, ${afterThisEffect} stopped after the present effect; all were gone on with`,
    );
  }, 3_600_000);

  it('that takes a few bytes at a time is none that fails', async () => {
    const stateDir = memoryDir();
    const [story] = stories;
    if (story === undefined) throw new Error('there is a story');
    const slow: Disk = { ...healthy, write: (fd, bytes) => fs.writeSync(fd, bytes.subarray(0, 11)) };
    const { run } = await runOn({ disk: slow, hasFailed: () => false }, story, stateDir);
    expect(run.ended).toMatchObject({ kind: 'completed' });
  });
});
