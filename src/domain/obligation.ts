import { durationText } from './duration.ts';
import type { Obligation } from './plan.ts';
import type { Session } from './snapshot.ts';
import { type Instant, isoSeconds, minutes } from './time.ts';

/** An obligation that stands, with the run that made it and the AWS that it is in. */
export interface OpenObligation extends Obligation {
  readonly runId: string;
  readonly madeAt: Instant;
  readonly session: Pick<Session, 'accountId' | 'region' | 'simulated'>;
}

/** Those of the AWS that a session is with, the one that is due first first. */
export const obligationsIn = (
  all: readonly OpenObligation[],
  { accountId, region, simulated }: Pick<Session, 'accountId' | 'region' | 'simulated'>,
): readonly OpenObligation[] =>
  all
    .filter(
      ({ session }) => session.accountId === accountId && session.region === region && session.simulated === simulated,
    )
    .toSorted((a, b) => a.dueAt - b.dueAt);

/** "event scaling of waooaw-backend is still on, 3h past its end" */
export function obligationState({ says, dueAt }: OpenObligation, now: Instant): string {
  const away = awayWords(dueAt, now);
  if (away === undefined) return `${says}, and ends now`;
  return now > dueAt ? `${says}, ${away} past its end` : `${says}, until ${isoSeconds(dueAt)}, in ${away}`;
}

/** The same without the hour, then in as few words as there are: "event scaling on, 3h past its end". */
export function obligationInShort({ says, brief = says, dueAt }: OpenObligation, now: Instant): readonly string[] {
  const away = awayWords(dueAt, now);
  const when = away === undefined ? 'ends now' : now > dueAt ? `${away} past its end` : `ends in ${away}`;
  return [says, brief].map(each => `${each}, ${when}`);
}

/** In whole minutes; undefined within the minute itself. */
function awayWords(dueAt: Instant, now: Instant): string | undefined {
  const awayMs = Math.floor(Math.abs(dueAt - now) / minutes(1)) * minutes(1);
  return awayMs === 0 ? undefined : durationText(awayMs);
}

/** The same with what takes it back, for a reader who has the room. */
export const obligationWords = (obligation: OpenObligation, now: Instant): string =>
  `${obligationState(obligation, now)}: ${obligation.takenBackBy}`;
