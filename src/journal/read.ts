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
export function readJournal(path: string): JournalContents {
  const bytes = withJournalFile(path, fd => fs.readFileSync(fd));
  // Latin-1 keeps one character per byte; what is not ASCII fails its checksum anyway.
  return decodeJournal(bytes.toString('latin1'), basename(path, '.jsonl'));
}

function decodeJournal(text: string, runId: string): JournalContents {
  const lines = text.split('\n');
  // After the last line feed there is nothing, or what remains of a record that was cut off.
  const tail = lines.pop() ?? '';
  const events: RunEvent[] = [];
  let position: Position = start;
  for (const [index, line] of lines.entries()) {
    const decoded = decodeRecord(line, position);
    if (!decoded.ok) {
      const isLast = index === lines.length - 1 && tail === '';
      const isTorn = isLast && !decoded.intact && !holdsSeveralRecords(line);
      const broken = isTorn ? torn(events, index + 1) : damaged(events, index + 1, decoded.because);
      return ofRun(broken, runId);
    }
    events.push(decoded.event);
    position = decoded.next;
  }
  if (tail === '' && events.length > 0) return ofRun({ state: 'complete', events }, runId);
  const isTorn = !holdsSeveralRecords(tail);
  return ofRun(
    isTorn ? torn(events, lines.length + 1) : damaged(events, lines.length + 1, 'a line feed is lost'),
    runId,
  );
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
  return contents;
}
