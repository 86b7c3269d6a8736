import { Worker } from 'node:worker_threads';

export interface Watchdog {
  /** What is being done now; it has the whole time again. */
  sees(what: string): void;
  /** Nothing is being done: there is nothing to wait for. */
  rests(): void;
  end(): Promise<void>;
}

// In plain JavaScript and on a thread of its own: when the tests' one thread is busy, no timer of theirs ever fires,
// vitest's time limits included.
const WATCH = `
  const { parentPort, workerData: { ms } } = require('node:worker_threads');
  let timer;
  parentPort.on('message', what => {
    clearTimeout(timer);
    if (what === null) return;
    timer = setTimeout(() => {
      require('node:fs').writeSync(2, '\\nNo end after ' + ms + ' ms, so the tests of this file end here: ' + what + '\\n');
      process.kill(process.pid, 'SIGKILL');
    }, ms);
  });
`;

/** Ends this test process, and says where it was, when one thing takes longer than it may: even in a loop without end. */
export function watchdog(ms: number): Watchdog {
  const worker = new Worker(WATCH, { eval: true, workerData: { ms } });
  return {
    sees: what => worker.postMessage(what),
    rests: () => worker.postMessage(null),
    async end() {
      await worker.terminate();
    },
  };
}
