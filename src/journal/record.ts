import { crc32 } from 'node:zlib';
import type { RunEvent } from '../domain/run.ts';
import { asciiJson } from './ascii-json.ts';
import { redact } from './redact.ts';

/** The version of the line format. A reader that does not know it shows the file's name and leaves it alone. */
const version = 1;

/** Where a record stands: its number in the file, and the checksum of the record before it. */
export interface Position {
  readonly seq: number;
  readonly prev: string;
}

export const start: Position = { seq: 0, prev: '00000000' };

export type Decoded =
  | { readonly ok: true; readonly event: RunEvent; readonly next: Position }
  /** `intact`: the line is as it was written, and yet it does not belong here. */
  | { readonly ok: false; readonly because: string; readonly intact: boolean };

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0');

/** `crc32 SP json`, without the line feed. The chain of `prev` makes a line that was cut out or moved visible. */
export function encodeRecord(
  event: RunEvent,
  { seq, prev }: Position,
): { readonly line: string; readonly next: Position } {
  const { at, type, ...rest } = event;
  const json = asciiJson({ v: version, seq, prev, at, type, ...redact(rest) });
  const crc = checksum(json);
  return { line: `${crc} ${json}`, next: { seq: seq + 1, prev: crc } };
}

export function decodeRecord(line: string, { seq, prev }: Position): Decoded {
  const json = line.slice(9);
  const crc = line.slice(0, 8);
  if (line[8] !== ' ' || checksum(json) !== crc)
    return { ok: false, because: 'its checksum does not match', intact: false };
  const strange = (because: string): Decoded => ({ ok: false, because, intact: true });
  const record = parse(json);
  if (record === undefined) return strange('it is not a record');
  const { v, seq: itsSeq, prev: itsPrev, ...event } = record;
  if (v !== version) return strange(`it was written by another version of this program (format ${v})`);
  if (itsSeq !== seq || itsPrev !== prev) return strange('it does not follow the record before it');
  if (!isRunEvent(event)) return strange('it holds an event that this version does not know');
  return { ok: true, event, next: { seq: seq + 1, prev: crc } };
}

/** Two records on one line mean that a line feed was lost: that is damage, never a write that was cut off. */
export const holdsSeveralRecords = (line: string): boolean => line.indexOf('{"v":', 10) !== -1;

function parse(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? toRecord(value) : undefined;
  } catch {
    return undefined;
  }
}

const toRecord = (value: object): Readonly<Record<string, unknown>> => ({ ...value });

/** Every event type, so that the compiler asks for a new one here. */
const eventTypes: Readonly<Record<RunEvent['type'], true>> = {
  RunStarted: true,
  RunResumed: true,
  CheckPassed: true,
  CheckWarned: true,
  CheckFailed: true,
  CheckTimedOut: true,
  ConfirmationGiven: true,
  DriftFound: true,
  EffectSkipped: true,
  EffectRequested: true,
  EffectSucceeded: true,
  EffectFailed: true,
  EffectThrottled: true,
  EffectUnknown: true,
  EffectReadBack: true,
  EffectNotTaken: true,
  ConfirmationVoided: true,
  HoldStarted: true,
  HoldEnded: true,
  WarmUpStarted: true,
  WarmUpEnded: true,
  RunCompleted: true,
  RunStopped: true,
};

/** The checksum vouches for the rest: this program wrote it, in this version of the format. */
const isRunEvent = (value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, unknown>> & RunEvent =>
  typeof value['type'] === 'string' &&
  Object.hasOwn(eventTypes, value['type']) &&
  typeof value['at'] === 'number' &&
  Number.isFinite(value['at']);
