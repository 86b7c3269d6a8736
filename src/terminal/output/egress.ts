import { isAllowedSequence, longestSequence } from './allowed-sequence.ts';
import { asciiFor } from './ascii.ts';
import { isEverydayText } from './everyday-text.ts';
import type { OwnSequence } from './own-sequence.ts';
import { isPrintable } from './printable.ts';
import { type TerminalModes, trackTerminalModes } from './terminal-modes.ts';

export interface Egress {
  /** What of the text may reach the terminal. A sequence that is cut by the end of the text is kept for the next. */
  pass(text: string): string;
  /** Lets a sequence of our own through; what was cut before it is dropped, so that it cannot become part of it. */
  passOwn(sequence: OwnSequence): string;
  /** How many sequences and characters were kept back. More than none means a mistake of ours further in. */
  readonly dropped: number;
  readonly modes: Pick<TerminalModes, 'isOn' | 'leaving'>;
}

const ESC = 0x1b;
const BEL = 0x07;
const CAN = 0x18;
const SUB = 0x1a;

/**
 * The last thing before the terminal: forwards printable text, line feeds and the sequences of `isAllowedSequence`, and
 * drops the rest. Whatever goes wrong further in (an unsafe name, a library that writes by itself, the text of a
 * crash), the terminal is not told to do anything by it.
 *
 * Invariant: what comes out is allowed wherever the text was cut into chunks.
 */
export function createEgress({ ascii }: { readonly ascii: boolean }): Egress {
  const modes = trackTerminalModes();
  let held = '';
  /** Inside of an OSC, DCS, APC, PM or SOS, whose text is dropped up to its end. */
  let inString = false;
  let dropped = 0;

  function pass(chunk: string): string {
    if (held === '' && !inString && !ascii && isEverydayText(chunk)) return chunk;
    const text = held + chunk;
    held = '';
    let out = '';
    // Everything from here to `at` may go on as it is.
    let from = 0;
    let at = 0;

    const flush = (): void => {
      if (at > from) out += text.slice(from, at);
    };
    /** Leaves out what stands up to `end`. */
    const drop = (end: number): void => {
      flush();
      dropped += 1;
      at = end;
      from = end;
    };
    const hold = (): void => {
      flush();
      held = text.slice(at);
      at = text.length;
      from = at;
    };

    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (inString) {
        inString = code !== BEL && code !== CAN && code !== SUB && code !== 0x9c && code !== ESC;
        // An ESC ends it too: with a backslash as its proper end, with anything else as the next sequence.
        from = code !== ESC ? at + 1 : text[at + 1] === '\\' ? at + 2 : at;
        if (code === ESC && at + 1 === text.length) {
          inString = true;
          hold();
          break;
        }
        at = code === ESC ? from : at + 1;
      } else if ((code >= 0x20 && code < 0x7f) || code === 0x0a) {
        at += 1;
      } else if (code === ESC || code === 0x9b) {
        const end = sequenceEnd(text, at);
        if (end === undefined) {
          hold();
          // It can only be dropped by now, and must not pile up until its end comes.
          held = held.slice(0, longestSequence + 1);
        } else if (code === ESC && text[at + 1] === '[' && isAllowedSequence(text, at, end)) {
          const final = text[end - 1];
          if (final === 'h' || final === 'l') modes.hear(text.slice(at, end));
          at = end;
        } else {
          inString = opensString(text, at);
          drop(end);
        }
      } else if (code < 0xa0) {
        inString = opensString(text, at);
        drop(at + 1);
      } else {
        const codePoint = text.codePointAt(at) ?? code;
        const end = at + (codePoint > 0xffff ? 2 : 1);
        // Half a pair at the end of the text: the other half may be in the next one.
        if (code >= 0xd800 && code < 0xdc00 && at + 1 === text.length) hold();
        else if (!isPrintable(codePoint)) drop(end);
        else if (ascii) {
          flush();
          out += asciiFor(String.fromCodePoint(codePoint));
          at = end;
          from = end;
        } else at = end;
      }
    }
    flush();
    return out;
  }

  return {
    pass,
    passOwn(sequence) {
      if (held !== '' || inString) dropped += 1;
      held = '';
      inString = false;
      return sequence;
    },
    get dropped() {
      return dropped;
    },
    modes,
  };
}

/** Where the escape sequence that begins at `at` ends; undefined where the text ends before it. */
function sequenceEnd(text: string, at: number): number | undefined {
  let next = at + 1;
  if (text.charCodeAt(at) === ESC) {
    if (next === text.length) return undefined;
    if (text[next] !== '[') {
      // Intermediates, then one final byte: `ESC ( B`, `ESC c`. What is neither belongs to the text.
      while (next < text.length && isBetween(text, next, 0x20, 0x2f)) next += 1;
      if (next === text.length) return undefined;
      return isBetween(text, next, 0x30, 0x7e) ? next + 1 : next;
    }
    next += 1;
  }
  while (next < text.length && isBetween(text, next, 0x20, 0x3f)) next += 1;
  if (next === text.length) return undefined;
  return isBetween(text, next, 0x40, 0x7e) ? next + 1 : next;
}

const isBetween = (text: string, at: number, first: number, last: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= first && code <= last;
};

/** OSC, DCS, APC, PM and SOS, in seven bits or eight. */
function opensString(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === ESC) return ']P_^X'.includes(text[at + 1] ?? ' ');
  return code === 0x9d || code === 0x90 || code === 0x9f || code === 0x9e || code === 0x98;
}
