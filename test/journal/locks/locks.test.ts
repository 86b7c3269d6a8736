import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { minutes } from '../../../src/domain/time.ts';
import { LockedError } from '../../../src/journal/locks/locked.ts';
import { claimOfRun, type LockRequest, type LockSurroundings, takeLocks } from '../../../src/journal/locks/locks.ts';
import { machineProcesses, type Processes } from '../../../src/journal/locks/this-process.ts';
import { tempDir } from '../../support/temp-dir.ts';

const now = Date.UTC(2026, 10, 23, 19, 15, 7);
const [api, worker] = ['web/api', 'web/worker'] as const;

/** A host with the processes that the test says, one of which is us. */
function host({ me = 1, running = [1, 2], name = 'bastion', boot = 'boot-1' } = {}): Processes {
  return {
    me: { pid: me, startedAt: `ticks-${me}`, machine: boot, host: name },
    user: 'ana',
    startOf: pid => (running.includes(pid) ? `ticks-${pid}` : undefined),
  };
}

const around = (processes: Processes, at = now): LockSurroundings => ({
  processes,
  now: () => at,
  random: Math.random,
  pause: () => {},
});

const request = (stateDir: string, runId: string, subjects: LockRequest['subjects'] = [api]): LockRequest => ({
  stateDir,
  runId,
  session: { accountId: '123456789012', region: 'us-east-1', endpoint: null },
  subjects,
});

const [firstRun, secondRun] = ['20261123T191507-aaaa', '20261123T191508-bbbb'];

function refusalOf(take: () => unknown): LockedError {
  try {
    take();
  } catch (error) {
    if (error instanceof LockedError) return error;
    throw error;
  }
  throw new Error('the lock was had');
}

const filesUnder = (path: string): readonly string[] =>
  fs.readdirSync(path, { recursive: true, withFileTypes: true }).flatMap(entry => (entry.isFile() ? [entry.name] : []));

describe('the lock of a service', () => {
  it('C10: is had by one run at a time; the second hears who has it, since when, and where to look', () => {
    const stateDir = tempDir();
    const first = takeLocks(request(stateDir, firstRun), around(host({ me: 1 }), now - 60_000));
    const refusal = refusalOf(() => takeLocks(request(stateDir, secondRun), around(host({ me: 2 }))));
    expect(refusal.because).toBe(
      `web/api is being changed by run ${firstRun}: ana on this machine (process 1) since 2026-11-23T19:14:07Z. Nothing was sent.`,
    );
    expect(refusal.nextStep).toContain(`headroom history ${firstRun} --follow`);
    first.release();
    takeLocks(request(stateDir, secondRun), around(host({ me: 2 }))).release();
    expect(filesUnder(stateDir)).toEqual([]);
  });

  it('is of one service in one account, region and endpoint', () => {
    const stateDir = tempDir();
    takeLocks(request(stateDir, firstRun), around(host({ me: 1 })));
    const second = request(stateDir, secondRun);
    const others: readonly LockRequest[] = [
      { ...second, subjects: [worker] },
      { ...second, session: { ...second.session, region: 'eu-west-1' } },
      { ...second, session: { ...second.session, accountId: '210987654321' } },
      { ...second, session: { ...second.session, endpoint: 'http://127.0.0.1:4599' } },
    ];
    for (const other of others) takeLocks(other, around(host({ me: 2 }))).release();
    expect(() => takeLocks(second, around(host({ me: 2 })))).toThrow(LockedError);
  });

  it('is had for all services or for none', () => {
    const stateDir = tempDir();
    const first = takeLocks(request(stateDir, firstRun, [worker]), around(host({ me: 1 })));
    expect(() => takeLocks(request(stateDir, secondRun, [worker, api]), around(host({ me: 2 })))).toThrow(LockedError);
    takeLocks(request(stateDir, secondRun, [api]), around(host({ me: 2 }))).release();
    first.release();
    expect(filesUnder(stateDir)).toEqual([]);
  });

  it('is free again when its process is gone, also when its number has been given to another one', () => {
    const stateDir = tempDir();
    takeLocks(request(stateDir, firstRun), around(host({ me: 1 })));
    takeLocks(request(stateDir, secondRun), around(host({ me: 2, running: [2] }))).release();
    takeLocks(request(stateDir, firstRun), around(host({ me: 1 })));
    const reused: Processes = { ...host({ me: 2 }), startOf: pid => `later-${pid}` };
    takeLocks(request(stateDir, secondRun), around(reused)).release();
    expect(filesUnder(stateDir)).toEqual([]);
  });

  it('C11: of another host, or of an earlier boot, counts while it is renewed, and never blocks for ever', () => {
    for (const other of [host({ name: 'bastion-2' }), host({ boot: 'boot-0' })]) {
      const stateDir = tempDir();
      takeLocks(request(stateDir, firstRun), around(other));
      const [file] = fs.globSync(join(stateDir, 'locks/*/*.claim'));
      if (file === undefined) throw new Error('a lock is a file');
      fs.utimesSync(file, now / 1000, now / 1000);
      expect(() => takeLocks(request(stateDir, secondRun), around(host({ me: 2 }), now + minutes(2)))).toThrow(
        LockedError,
      );
      takeLocks(request(stateDir, secondRun), around(host({ me: 2 }), now + minutes(4)));
    }
  });

  it('is not kept by a draft, by garbage or by a link in its directory', () => {
    const stateDir = tempDir();
    takeLocks(request(stateDir, firstRun), around(host({ me: 1 }))).release();
    const [directory] = fs.globSync(join(stateDir, 'locks/*'));
    if (directory === undefined) throw new Error('a lock has a directory');
    fs.writeFileSync(join(directory, 'x.claim.draft'), '{"runId":');
    fs.writeFileSync(join(directory, 'y.claim'), 'garbage');
    fs.writeFileSync(join(directory, 'giant.claim'), 'x'.repeat(10_000));
    fs.symlinkSync('/etc/passwd', join(directory, 'z.claim'));
    takeLocks(request(stateDir, secondRun), around(host({ me: 2 }))).release();
  });

  it('G24: is a file for its owner alone, in directories for its owner alone, whatever the umask', () => {
    const before = process.umask(0);
    onTestFinished(() => void process.umask(before));
    const stateDir = join(tempDir(), 'headroom');
    takeLocks(request(stateDir, firstRun), around(host({ me: 1 })));
    const modes = fs
      .readdirSync(stateDir, { recursive: true, withFileTypes: true })
      .map(entry => [
        entry.isFile() ? 'file' : 'directory',
        fs.statSync(join(entry.parentPath, entry.name)).mode & 0o777,
      ]);
    expect(new Set(modes.map(([kind, mode]) => `${kind} ${Number(mode).toString(8)}`))).toEqual(
      new Set(['directory 700', 'file 600']),
    );
  });

  it('tells who runs a run, as long as somebody does', () => {
    const stateDir = tempDir();
    expect(claimOfRun(stateDir, firstRun, around(host()))).toBeUndefined();
    const locks = takeLocks(request(stateDir, firstRun), around(host({ me: 1 })));
    expect(claimOfRun(stateDir, firstRun, around(host({ me: 2 })))).toMatchObject({ pid: 1, user: 'ana' });
    expect(claimOfRun(stateDir, firstRun, around(host({ me: 2, running: [2] })))).toBeUndefined();
    locks.release();
  });
});

describe('two that begin in the same moment', () => {
  it('both step back, and the one that comes back first has it', () => {
    const stateDir = tempDir();
    const held = takeLocks(request(stateDir, firstRun), around(host({ me: 1 })));
    let pauses = 0;
    const second = takeLocks(request(stateDir, secondRun), {
      ...around(host({ me: 2 })),
      pause() {
        pauses += 1;
        held.release();
      },
    });
    expect(pauses).toBe(1);
    second.release();
  });

  it('J8, I10: never both have it, however many real processes try at once', async () => {
    const stateDir = tempDir();
    const module = join(import.meta.dirname, '../../../src/journal/locks/locks.ts');
    const script = `
      import { appendFileSync } from 'node:fs';
      import { takeLocks } from ${JSON.stringify(module)};
      const request = ${JSON.stringify(request(stateDir, firstRun))};
      for (let i = 0; i < 40; i += 1) {
        try {
          const locks = takeLocks(request);
          appendFileSync(${JSON.stringify(join(stateDir, 'log'))}, 'in\\n');
          appendFileSync(${JSON.stringify(join(stateDir, 'log'))}, 'out\\n');
          locks.release();
        } catch (error) {
          if (error.name !== 'LockedError') throw error;
        }
      }`;
    const children = Array.from(
      { length: 4 },
      (): ChildProcess => spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' }),
    );
    const codes = await Promise.all(children.map(async child => (await once(child, 'close'))[0]));
    expect(codes).toEqual([0, 0, 0, 0]);
    const log = fs.readFileSync(join(stateDir, 'log'), 'utf8').trim().split('\n');
    expect(log.length).toBeGreaterThan(20);
    expect(log).toEqual(log.map((_, index) => (index % 2 === 0 ? 'in' : 'out')));
  });
});

describe('the processes of this machine', () => {
  it('knows itself, and a child until it has ended', async () => {
    const { me, startOf } = machineProcesses();
    expect(startOf(me.pid)).toBe(me.startedAt);
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
    const { pid = 0 } = child;
    expect(startOf(pid)).not.toBeUndefined();
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(startOf(pid)).toBeUndefined();
  });

  it.skipIf(!fs.existsSync('/proc/self/stat'))('counts one as ended whose parent has not heard of it yet', async () => {
    // The shell's child ends at once, and the shell has become a sleep, which never asks for it.
    const parent = spawn('sh', ['-c', 'true & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    onTestFinished(() => void parent.kill());
    const [pid] = await once(parent.stdout, 'data');
    await expect.poll(() => fs.readFileSync(`/proc/${Number(pid)}/stat`, 'utf8')).toMatch(/\) Z /);
    expect(machineProcesses().startOf(Number(pid))).toBeUndefined();
  });
});
