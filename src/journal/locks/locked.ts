import { isoSeconds } from '../../domain/time.ts';
import { JournalError } from '../journal-error.ts';
import type { Claim } from './claim.ts';
import { machineProcesses, type Processes } from './this-process.ts';

/** Another run changes one of the same things at present. */
export class LockedError extends JournalError {
  readonly claim: Claim;

  constructor(subject: string, claim: Claim, processes: Processes) {
    super(
      `${subject} is being changed by run ${claim.runId}: ${holderWords(claim, processes)}. Nothing was sent.`,
      `Watch it: headroom history ${claim.runId} --follow. When it has ended, plan again.`,
    );
    this.name = 'LockedError';
    this.claim = claim;
  }
}

/** "ana on this machine (process 4711) since 2026-11-23T19:15:07Z" */
export const holderWords = (
  { user, host, pid, since }: Claim,
  { me }: Pick<Processes, 'me'> = machineProcesses(),
): string => `${user} on ${host === me.host ? 'this machine' : host} (process ${pid}) since ${isoSeconds(since)}`;

/** "ana on bastion-2 (process 4711)" */
export function whoIsHere(): string {
  const { me, user } = machineProcesses();
  return `${user} on ${me.host} (process ${me.pid})`;
}
