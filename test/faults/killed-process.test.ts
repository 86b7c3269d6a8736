import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cleanEnvironment, programPath } from '../support/built-program.ts';
import { type Finished, type Running, runProgram, startProgram } from '../support/program.ts';
import { tempDir } from '../support/temp-dir.ts';
import { cases, inFull } from './figures.ts';
import { type Fate, type ServedAws, serveAws } from './support/served-aws.ts';

interface Stage {
  readonly aws: ServedAws;
  readonly stateDir: string;
  headroom(...args: readonly string[]): Promise<Finished>;
  /** Starts the scaling of the backend to six tasks. */
  scale(...args: readonly string[]): Running;
}

const scaling = [
  'run',
  'scale-service',
  '--service',
  'waooaw-backend',
  '--desired-count',
  '6',
  '--confirm',
  '6',
  '--json',
];

async function stage(): Promise<Stage> {
  const aws = await serveAws();
  onTestFinished(aws.close);
  const stateDir = tempDir();
  const common = ['--endpoint', aws.url, '--state-dir', stateDir];
  return {
    aws,
    stateDir,
    headroom: (...args) => runProgram([...args, ...common]),
    scale: (...args) => startProgram([...scaling, ...args, ...common]),
  };
}

const eventsIn = (lines: string): readonly unknown[] =>
  lines
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));

const backendOf = ({ simulator }: ServedAws): number | undefined =>
  simulator.world.ecs.findService({ cluster: 'waooaw-production', service: 'waooaw-backend' })?.desiredCount;

/** What a person does next: looks at the history, which says how, and resumes. */
async function resumed({ headroom, aws }: Stage, writes: number): Promise<void> {
  const { stdout } = await headroom('history');
  const [, runId = ''] = /headroom resume (\S+)/.exec(stdout) ?? [];
  expect(stdout).toContain(`unfinished; to go on with it: headroom resume ${runId}`);
  const end = await headroom('resume', runId, '--confirm', '6', '--no-hold');
  expect({ exitCode: end.exitCode, stderr: end.stderr }, end.stdout).toEqual({ exitCode: 0, stderr: '' });
  expect(aws.taken()).toHaveLength(writes);
  expect(backendOf(aws)).toBe(6);
  expect((await headroom('history')).stdout).toMatch(new RegExp(`${runId} .*completed`));
}

describe('the built program, killed with SIGKILL and started again', () => {
  const moments = ['RunStarted', 'ConfirmationGiven', 'EffectSucceeded', 'HoldStarted'] as const;

  it.each(moments.slice(0, cases(1, 4)))(
    'K1, K10: after %s',
    async moment => {
      const set = await stage();
      const running = set.scale();
      await running.printed(new RegExp(`"${moment}"`));
      running.kill('SIGKILL');
      expect((await running.finished).exitCode).toBeNull();
      await resumed(set, 1);
    },
    60_000,
  );

  const fates: readonly Fate[] = ['taken, no answer', 'not taken'];

  it.each(fates.slice(0, cases(1, 2)))(
    'K5, K6: while its request is at AWS, %s',
    async fate => {
      const set = await stage();
      let running: Running | undefined;
      set.aws.onWrite = () => {
        set.aws.onWrite = () => 'answered';
        running?.kill('SIGKILL');
        return fate;
      };
      running = set.scale();
      await running.finished;
      await resumed(set, 1);
    },
    60_000,
  );

  it.skipIf(!inFull)(
    'K12: and killed again while it resumes',
    async () => {
      const set = await stage();
      const running = set.scale();
      await running.printed(/"EffectSucceeded"/);
      running.kill('SIGKILL');
      await running.finished;
      for (let time = 0; time < cases(1, 5); time += 1) {
        const again = startProgram([
          'resume',
          'last',
          '--json',
          '--confirm',
          '6',
          '--endpoint',
          set.aws.url,
          '--state-dir',
          set.stateDir,
        ]);
        await again.printed(/"RunResumed"/);
        again.kill('SIGKILL');
        await again.finished;
      }
      await resumed(set, 1);
    },
    60_000,
  );

  it.skipIf(!inFull)(
    'S5: or asked to stop with SIGTERM: it stops, says how to go on, and goes on',
    async () => {
      const set = await stage();
      const running = set.scale();
      await running.printed(/"EffectSucceeded"/);
      running.kill('SIGTERM');
      const { exitCode, stdout } = await running.finished;
      expect(exitCode).toBe(143);
      expect(stdout).toMatch(/"because":"interrupted".*headroom resume/);
      await resumed(set, 1);
    },
    60_000,
  );
});

describe('two programs and one service', () => {
  it('C10, I10: the second one writes nothing, says who is at it, and can watch the first to its end', async () => {
    const set = await stage();
    const first = set.scale();
    await first.printed(/"EffectSucceeded"/);
    const second = await set.scale('--desired-count', '5', '--confirm', '5').finished;
    expect(second.exitCode).toBe(7);
    expect(second.stderr).toMatch(/is being changed by run \S+: \S+ on this machine \(process \d+\) since/);
    const [, runId = ''] = /headroom history (\S+) --follow/.exec(second.stderr) ?? [];
    const resume = await set.headroom('resume', runId, '--confirm', '6');
    expect(resume.exitCode).toBe(7);
    const follower = startProgram(['history', runId, '--follow', '--json', '--state-dir', set.stateDir]);
    await follower.printed(/"EffectSucceeded"/);
    first.kill('SIGTERM');
    const [{ stdout }, followed] = await Promise.all([first.finished, follower.finished]);
    // Partly applied, and told to whoever watched as to whoever ran it.
    expect({ exitCode: followed.exitCode, stderr: followed.stderr }).toEqual({ exitCode: 4, stderr: '' });
    expect(eventsIn(followed.stdout)).toEqual(eventsIn(stdout));
    expect(set.aws.taken()).toHaveLength(1);
  }, 60_000);

  it.skipIf(!inFull)(
    'C11: with journals of their own, on two hosts as it were, the second one finds the change and writes nothing',
    async () => {
      const [first, second] = [await stage(), tempDir()];
      const plan = join(second, 'plan.json');
      const common = ['--endpoint', first.aws.url, '--state-dir', second];
      const planned = await runProgram([
        'plan',
        'scale-service',
        '--service',
        'waooaw-backend',
        '--desired-count',
        '4',
        '--out',
        plan,
        ...common,
      ]);
      expect(planned.exitCode).toBe(0);
      expect((await first.scale('--no-hold').finished).exitCode).toBe(0);
      const late = await runProgram(['run', plan, '--confirm', '4', '--no-hold', ...common]);
      expect(late.exitCode).toBe(3);
      expect(late.stdout).toMatch(/before\s+desired\s+actual/);
      expect(first.aws.taken()).toHaveLength(1);
    },
    60_000,
  );
});

describe('a file system that takes no more', () => {
  /** The program in a shell that lets no file grow beyond so many kilobytes. */
  const limited = ({ aws, stateDir }: Stage, kilobytes: number): Promise<Finished> =>
    new Promise(resolve => {
      const command = [
        process.execPath,
        programPath,
        ...scaling,
        '--no-hold',
        '--endpoint',
        aws.url,
        '--state-dir',
        stateDir,
      ];
      const script = `trap '' XFSZ; ulimit -f ${kilobytes}; exec ${command.map(word => `'${word}'`).join(' ')}`;
      execFile('bash', ['-c', script], { env: cleanEnvironment() }, (error, stdout, stderr) =>
        resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
      );
    });

  it('J1: before the intent: nothing is sent, and it says so', async () => {
    const set = await stage();
    const { exitCode, stdout } = await limited(set, 1);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 3,
      stdout: expect.stringContaining('the file size limit is reached'),
    });
    expect(set.aws.taken()).toEqual([]);
  }, 60_000);

  it('J3: or that has no place for state at all: it asks for one, and nothing is sent', async () => {
    const { aws } = await stage();
    const { exitCode, stderr } = await runProgram([...scaling, '--endpoint', aws.url], {
      HOME: '/dev/null/home',
      XDG_CONFIG_HOME: tempDir(),
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringContaining('--state-dir DIR') });
    expect(aws.taken()).toEqual([]);
  }, 60_000);

  it.skipIf(!inFull)(
    'J2: somewhere in the run: it stops there, and is gone on with where there is room',
    async () => {
      const set = await stage();
      const whole = await limited(set, 1000);
      expect(whole.exitCode).toBe(0);
      const [journal = ''] = fs.readdirSync(join(set.stateDir, 'runs'));
      const kilobytes = Math.floor(fs.statSync(join(set.stateDir, 'runs', journal)).size / 1024);
      const other = await stage();
      const { exitCode, stdout } = await limited(other, kilobytes);
      expect([3, 4]).toContain(exitCode);
      expect(stdout).toContain('unrecorded');
      const taken = other.aws.taken().length;
      const end = await other.headroom('resume', 'last', '--confirm', '6', '--no-hold');
      expect(end.exitCode, end.stdout + end.stderr).toBe(0);
      expect(other.aws.taken()).toHaveLength(1);
      expect(taken).toBeLessThanOrEqual(1);
    },
    60_000,
  );
});
