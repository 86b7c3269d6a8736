import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Finished, runProgram } from '../support/program.ts';
import { freshStateDir, type Simulated, silentAddress, startSimulated } from '../support/simulated.ts';

interface PrintedEvent {
  readonly type: string;
  readonly runId?: string;
  readonly says?: string;
  readonly plan?: { readonly warnings: readonly string[] };
}

const eventsOf = ({ stdout }: Finished): readonly PrintedEvent[] =>
  stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as PrintedEvent);

/** What `status --json` says of a service: counts and bounds. */
async function countsOf(url: string, service: string): Promise<unknown> {
  const { stdout } = await runProgram(['status', '--json', '--endpoint', url]);
  const { services } = JSON.parse(stdout) as {
    services: {
      service: string;
      counts: { value: { desiredCount: number; runningCount: number } };
      scaling: { value: { target: { minCapacity: number; maxCapacity: number } | null } };
    }[];
  };
  const found = services.find(candidate => candidate.service === service);
  const { desiredCount, runningCount } = found?.counts.value ?? {};
  const { minCapacity, maxCapacity } = found?.scaling.value.target ?? {};
  return { desiredCount, runningCount, minCapacity, maxCapacity };
}

/** Waits until auto-scaling has taken what undo left to it, where it had begun to do so itself. */
async function backAtRest(url: string): Promise<unknown> {
  for (;;) {
    const counts = await countsOf(url, 'waooaw-backend');
    const { desiredCount, runningCount } = Object(counts);
    if (desiredCount === 2 && runningCount === 2) return counts;
  }
}

describe('scaling without a screen', () => {
  let simulated: Simulated;
  const stateDir = freshStateDir();
  const common = (): readonly string[] => ['--endpoint', simulated.url, '--state-dir', stateDir];
  beforeAll(async () => {
    simulated = await startSimulated(['--speed', '60']);
  });
  afterAll(() => simulated.stop());

  /** Whether an undo asks for the number or for the name hangs on how far down it goes, and on the load. */
  const yes = ['--confirm', '2', '--confirm', 'waooaw-backend'];

  const scale = (count: string, ...more: readonly string[]): Promise<Finished> =>
    runProgram(['run', 'scale-service', '--service', 'waooaw-backend', '--desired-count', count, ...more, ...common()]);

  it('ends with 0 only after the tasks run healthy, lasts, and is taken back by undo', async () => {
    const run = await scale('6', '--confirm', '6', '--no-hold', '--json');
    expect({ exitCode: run.exitCode, stderr: run.stderr }).toEqual({ exitCode: 0, stderr: '' });
    const events = eventsOf(run);
    expect(events.map(({ type }) => type)).toContain('EffectSucceeded');
    expect(events.at(-1)).toMatchObject({ type: 'RunCompleted', says: expect.stringContaining('running 6/6') });
    expect(await countsOf(simulated.url, 'waooaw-backend')).toEqual({
      desiredCount: 6,
      runningCount: 6,
      minCapacity: 6,
      maxCapacity: 10,
    });

    const runId = events[0]?.runId ?? '';
    const undone = await runProgram(['undo', runId, ...yes, '--no-hold', '--json', ...common()]);
    expect({ exitCode: undone.exitCode, stderr: undone.stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(await backAtRest(simulated.url)).toEqual({
      desiredCount: 2,
      runningCount: 2,
      minCapacity: 2,
      maxCapacity: 10,
    });
  }, 90_000);

  it('C5: says with --how count that the auto-scaler will take the count back', async () => {
    const run = await scale('4', '--how', 'count', '--confirm', '4', '--no-hold', '--json');
    expect(run.exitCode).toBe(0);
    expect(eventsOf(run)[0]?.plan?.warnings.join(' ')).toMatch(/cpu-scaling/);
    const undone = await runProgram(['undo', 'last', ...yes, '--no-hold', '--json', ...common()]);
    // Either the undo brought it back, or the auto-scaler had done so already, or it is half way and is left to it.
    if (undone.exitCode !== 0) {
      expect(undone.exitCode).toBe(3);
      expect(undone.stdout + undone.stderr).toMatch(/moved it since/);
    }
  });

  it.each([
    ['nothing', [], /--confirm 6/],
    ['--yes', ['--yes'], /--confirm 6/],
    ['the wrong number', ['--confirm', '5'], /--confirm 6/],
  ])(
    'O7: refuses with 3, nothing written and the missing flag named, when answered by %s',
    async (_, answers, words) => {
      const writesBefore = await simulated.writes();
      const run = await scale('6', ...answers);
      expect(run.exitCode).toBe(3);
      expect(run.stdout + run.stderr).toMatch(words);
      expect(await simulated.writes()).toEqual(writesBefore);
    },
  );

  it.each([
    ['6.5', 2, /whole number/],
    ['-1', 2, /whole number/],
    ['1e3', 2, /whole number/],
    ['66', 3, /MaxCapacity|ceiling/],
  ])('tells what is wrong with a count of %s and what would be right', async (count, exitCode, words) => {
    const runsBefore = readdirSync(join(stateDir, 'runs')).length;
    const run = await scale(count, '--confirm', count);
    expect(run.exitCode).toBe(exitCode);
    expect(run.stderr).toMatch(words);
    expect(run.stderr).toMatch(/Next: /);
    expect(readdirSync(join(stateDir, 'runs'))).toHaveLength(runsBefore);
  });

  it('names the services that exist when one does not', async () => {
    const run = await runProgram(['plan', 'scale-service', '--service', 'nope', '--desired-count', '6', ...common()]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(/no service nope.*waooaw-backend/s);
  });

  it('plans the same as it would run, and writes nothing', async () => {
    const plan = await runProgram([
      ...['plan', 'scale-service', '--service', 'waooaw-backend', '--desired-count', '6', '--json'],
      ...common(),
    ]);
    expect(plan.exitCode).toBe(0);
    expect(JSON.parse(plan.stdout)).toMatchObject({ version: 1, procedure: 'scale-service' });
    expect(await countsOf(simulated.url, 'waooaw-backend')).toMatchObject({ desiredCount: 2, minCapacity: 2 });
  });

  it('refuses to write in a session that was started read-only, with 8', async () => {
    const run = await scale('6', '--confirm', '6', '--read-only');
    expect(run.exitCode).toBe(8);
    expect(await countsOf(simulated.url, 'waooaw-backend')).toMatchObject({ desiredCount: 2, minCapacity: 2 });
  });

  it('O7, C3: stops before any write when a saved plan no longer matches, with before, desired and actual', async () => {
    const file = join(freshStateDir(), 'plan.json');
    const inputs = ['scale-service', '--service', 'waooaw-backend', '--desired-count', '6'];
    expect((await runProgram(['plan', ...inputs, '--out', file, ...common()])).exitCode).toBe(0);
    const other = await scale('3', '--confirm', '3', '--no-hold', '--json');
    expect(other.exitCode).toBe(0);
    const run = await runProgram(['run', file, '--confirm', '6', ...common()]);
    expect(run.exitCode).toBe(3);
    expect(run.stdout).toMatch(/before\s+desired\s+actual/);
    expect(run.stdout).toMatch(/desiredCount\s+2\s+6\s+3/);
    expect(await countsOf(simulated.url, 'waooaw-backend')).toMatchObject({ desiredCount: 3, minCapacity: 3 });
    const nothing = await runProgram(['undo', 'last', ...common()]);
    expect(nothing).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('wrote nothing') });
    const undone = await runProgram(['undo', eventsOf(other)[0]?.runId ?? '', ...yes, ...common()]);
    expect(undone.exitCode).toBe(0);
  });

  it('keeps every run in the history, as text, as JSON and as a timeline', async () => {
    const list = await runProgram(['history', '--state-dir', stateDir]);
    expect(list.exitCode).toBe(0);
    expect(list.stdout).toMatch(/completed\s+waooaw-backend/);
    const markdown = await runProgram(['history', 'last', '--markdown', '--state-dir', stateDir]);
    expect(markdown.stdout).toMatch(/^# /);
    const json = await runProgram(['history', 'last', '--json', '--state-dir', stateDir]);
    expect(JSON.parse(json.stdout)).toBeInstanceOf(Array);
  });
});

describe('bad surroundings', () => {
  it('an endpoint where nobody listens is named, with 3', async () => {
    const endpoint = await silentAddress();
    const run = await runProgram(['status', '--endpoint', endpoint]);
    expect(run).toEqual({ exitCode: 3, stdout: '', stderr: expect.stringContaining(`${endpoint} refused`) });
    expect(run.stderr).toMatch(/Next: /);
  });

  it.each([
    ['no terminal', [], 2, /terminal.*headroom status/s],
    ['no credentials', ['status', '--region', 'us-east-1'], 6, /credentials/i],
    ['no region', ['status'], 2, /region/i],
    ['an unknown run', ['undo', 'nope', '--state-dir', '/nonexistent'], 2, /no runs|no run/i],
    ['a procedure that does not exist', ['run', 'scale-everything'], 2, /neither a procedure nor a saved plan/],
    ['an unknown flag', ['status', '--fast'], 2, /--fast/],
  ])('%s: a sentence, the next step, and its exit code', async (_, args, exitCode, words) => {
    const run = await runProgram(args);
    expect({ exitCode: run.exitCode, text: run.stderr }).toEqual({ exitCode, text: expect.stringMatching(words) });
    expect(run.stdout).toBe('');
  });
});
