import { durationText, parseDuration } from '../duration.ts';
import type { DurationField, TextField, TimeField } from '../input-field.ts';
import { isSafeName } from '../outside-text.ts';
import { isSafeText } from '../safe-text.ts';
import { isSecretReference } from '../secret.ts';
import { isTimeZone, parseZonedTime } from '../zoned-time.ts';
import { asTyped } from './as-typed.ts';

/** A value, or what is wrong: the end of a sentence that begins with the field's name. */
export type ParsedWord = { readonly value: string | number } | { readonly says: string };

export function parseText({ pattern, whatFits, default: byDefault }: TextField, raw: string): ParsedWord {
  // Empty is an answer where the procedure says so: there is none of it.
  if (raw === '' && byDefault === '') return { value: raw };
  // What cannot be read for what it is must not become a name at AWS.
  if (!isSafeText(raw)) return { says: `must be ${whatFits}; it has characters that cannot be seen` };
  return pattern.test(raw) ? { value: raw } : { says: `must be ${whatFits}; got ${asTyped(raw)}` };
}

export function parseTime({ default: byDefault }: TimeField, raw: string): ParsedWord {
  if (raw === '' && byDefault === '') return { value: raw };
  const parsed = parseZonedTime(raw);
  return parsed.ok ? { value: parsed.value } : { says: parsed.says };
}

export const parseTimeZone = (raw: string): ParsedWord =>
  isTimeZone(raw)
    ? { value: raw }
    : { says: `must be the name of a time zone, such as Europe/Berlin or UTC; got ${asTyped(raw)}` };

export function parseDurationField({ minMs, maxMs }: DurationField, raw: string): ParsedWord {
  const range = `from ${durationText(minMs)} to ${durationText(maxMs)}`;
  const ms = parseDuration(raw);
  if (ms === undefined) return { says: `must be a duration ${range}, such as 30m, 2h or 1h30m; got ${asTyped(raw)}` };
  return ms < minMs || ms > maxMs ? { says: `must be ${range}; got ${asTyped(raw)}` } : { value: ms };
}

/** Only a reference ever comes here, or nothing where the field's default is that there is none: whoever holds the secrets has made it. What else was typed is never repeated. */
export const parseSecret = (raw: string): ParsedWord =>
  isSecretReference(raw) || raw === ''
    ? { value: raw }
    : {
        says: 'must say where the secret is kept, env:NAME or file:PATH; it is never typed on the command line, where others can read it',
      };

/** A word of one line, or the record that was found by it. */
export const parseRecord = (raw: string): ParsedWord =>
  raw.startsWith('{') || isSafeName(raw)
    ? { value: raw }
    : { says: 'must be last, a run id or the path of a saved plan; it has characters that cannot be seen' };
