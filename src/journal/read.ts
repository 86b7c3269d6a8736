import * as fs from 'node:fs';
import { basename } from 'node:path';
import { type RunEvent, replay } from '../domain/run.ts';
import { withJournalFile } from './files.ts';
import { decodeRecord, holdsSeveralRecords, type Position, start } from './record.ts';

/**
 * What a journal says. `events` is always its longest valid beginning.
 *
 * - `complete`: every line is valid; whether the run itself ended is in its last event;
 * - `torn-tail`: the last line was cut off while it was written, so nothing followed from it: it is dropped;
 * - `damaged`: the rest cannot be trusted. To be looked at, never to be continued or undone from.
 */
export type JournalContents =
  | { readonly state: 'complete'; readonly events: readonly RunEvent[] }
  | { readonly state: 'torn-tail' | 'damaged'; readonly events: readonly RunEvent[]; readonly note: string };

/** Throws a JournalError where the file cannot be read, or is none of ours: a link, a device, another user's, a giant. */
export const readJournal = (path: string): JournalContents => readWithEnd(path).contents;

/** Where the valid beginning of a journal ends. */
export interface JournalEnd {
  readonly bytes: number;
  readonly position: Position;
}

/** The same, and where its valid beginning ends: that is where it may be continued. */
export function readWithEnd(path: string): { readonly contents: JournalContents; readonly end: JournalEnd } {
  const bytes = withJournalFile(path, fd => fs.readFileSync(fd));
  // Latin-1 keeps one character per byte; what is not ASCII fails its checksum anyway.
  const { contents, end } = decodeJournal(bytes.toString('latin1'));
  return { contents: ofRun(contents, basename(path, '.jsonl')), end };
}

function decodeJournal(text: string): { readonly contents: JournalContents; readonly end: JournalEnd } {
  const lines = text.split('\n');
  // After the last line feed there is nothing, or what remains of a record that was cut off.
  const tail = lines.pop() ?? '';
  const events: RunEvent[] = [];
  let end: JournalEnd = { bytes: 0, position: start };
  for (const [index, line] of lines.entries()) {
    const decoded = decodeRecord(line, end.position);
    if (!decoded.ok) {
      const isLast = index === lines.length - 1 && tail === '';
      const isTorn = isLast && !decoded.intact && !holdsSeveralRecords(line);
      return { contents: isTorn ? torn(events, index + 1) : damaged(events, index + 1, decoded.because), end };
    }
    events.push(decoded.event);
    end = { bytes: end.bytes + line.length + 1, position: decoded.next };
  }
  if (tail === '' && events.length > 0) return { contents: { state: 'complete', events }, end };
  const contents = holdsSeveralRecords(tail)
    ? damaged(events, lines.length + 1, 'a line feed is lost')
    : torn(events, lines.length + 1);
  return { contents, end };
}

const torn = (events: readonly RunEvent[], line: number): JournalContents => ({
  state: 'torn-tail',
  events,
  note: `the last record (line ${line}) was cut off while it was written, and is left out`,
});

const damaged = (events: readonly RunEvent[], line: number, because: string): JournalContents => ({
  state: 'damaged',
  events,
  note: `the journal is damaged at line ${line}: ${because}`,
});

/** Records that are intact and yet tell no story of this run, as only a forged or misplaced file does. */
function ofRun(contents: JournalContents, runId: string): JournalContents {
  const [first] = contents.events;
  if (first === undefined) return contents;
  if (first.type !== 'RunStarted') return { state: 'damaged', events: [], note: 'the journal has no beginning' };
  if (first.runId !== runId)
    return { state: 'damaged', events: [], note: `the journal holds another run, ${first.runId}` };
  try {
    replay(contents.events);
  } catch {
    return { state: 'damaged', events: [], note: 'the journal cannot be replayed' };
  }
  const note = noteOnPlan(first.plan);
  return note === undefined ? contents : { state: 'damaged', events: [], note };
}

/** The checksum vouches for the file, not for its age: another version of this program may have made the plan in it. */
export const noteOnPlan = ({ version }: { readonly version: number }): string | undefined =>
  version === 1 ? undefined : `the plan in the journal was made by another version of this program (plan ${version})`;
