import { spawn } from 'node:child_process';

/** A process that fetches credentials over the network takes seconds; one that takes longer waits for somebody. */
const longestMs = 30_000;

type Done = (error: Error | null, result?: { readonly stdout: string; readonly stderr: string }) => void;

/**
 * Has the SDK run every `credential_process` where it finds no terminal. A question that it wrote there would be hidden
 * under the full screen, and it would take the keys that are meant for the program.
 *
 * @param onFailure hears in words why a process gave no credentials; the SDK keeps that to itself
 */
export async function withoutTerminal(onFailure: (words: string) => void): Promise<void> {
  const { externalDataInterceptor } = await import('@smithy/core/config');
  const exec = (command: string, done: Done): void =>
    run(command, (error, result) => {
      if (error !== null) onFailure(error.message);
      done(error, result);
    });
  // The one place where the SDK lets its `exec` be replaced.
  Reflect.set(externalDataInterceptor.getTokenRecord(), 'exec', exec);
}

/** As `child_process.exec`, in a session of its own: there /dev/tty cannot be opened (setsid(2)). */
function run(command: string, done: Done): void {
  const child = spawn(command, { shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (data: string) => {
    stdout += data;
  });
  child.stderr.setEncoding('utf8').on('data', (data: string) => {
    stderr += data;
  });
  // Outside of our session it would outlive us.
  const end = (): void => endSession(child.pid);
  process.once('exit', end);
  const settled = (): void => {
    clearTimeout(impatience);
    process.off('exit', end);
  };
  const impatience = setTimeout(() => {
    settled();
    end();
    done(new Error(`credential_process did not end within ${longestMs / 1000} s`));
  }, longestMs);
  child.on('error', error => {
    settled();
    done(error);
  });
  child.on('close', (code, signal) => {
    settled();
    // The first line only: what a process says besides may be long, and may be secret.
    const [said = ''] = stderr.trim().split('\n');
    if (code === 0) done(null, { stdout, stderr });
    else
      done(new Error(`credential_process failed (${signal ?? `exit code ${code}`})${said === '' ? '' : `: ${said}`}`));
  });
}

/** With everything that it has started. */
function endSession(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself at this moment.
  }
}
