import type { Job } from '../screens/job.ts';

/** This process as a job of the shell that started it. */
export function shellJob(): Job {
  let isStopping = false;
  return {
    async stop() {
      isStopping = true;
      const wentOn = new Promise<void>(resolve => process.once('SIGCONT', resolve));
      // The whole group, as the terminal itself would: between the shell and this process there may be an npm. Without a
      // shell that controls jobs the system drops the signal; then nothing stops, and nothing may wait for it.
      const listeners = process.listeners('SIGTSTP');
      process.removeAllListeners('SIGTSTP');
      process.kill(0, 'SIGTSTP');
      await Promise.race([wentOn, new Promise(resolve => setTimeout(resolve, notStoppedAfterMs))]);
      for (const listener of listeners) process.on('SIGTSTP', listener);
      isStopping = false;
    },
    subscribe({ stopAsked, wentOn }) {
      // A shell may continue what somebody else has stopped: the screen below is then not ours any more.
      const onContinue = (): void => {
        if (!isStopping) wentOn();
      };
      process.on('SIGTSTP', stopAsked);
      process.on('SIGCONT', onContinue);
      return () => {
        process.off('SIGTSTP', stopAsked);
        process.off('SIGCONT', onContinue);
      };
    },
  };
}

/** A process that still runs after this has not been stopped; one that was stopped does not count the time. */
const notStoppedAfterMs = 300;
