import { readEscape } from './read-escape.ts';

/**
 * What a terminal sends, on its way to the keys: its replies and reports are left out, and a paste goes on whole or not
 * at all. Times are milliseconds on any scale that does not go back.
 */
export interface InputFilter {
  /** What of the chunk goes on, in pieces that must not be joined: what comes in one piece counts as one. */
  push(chunk: string, at: number): readonly string[];
  /** When `wake` has something to do; undefined while nothing is held back. */
  readonly wakeAt: number | undefined;
  /** Gives up waiting for the end of what is held back. */
  wake(at: number): readonly string[];
}

const pasteStart = '\u001b[200~';
const pasteEnd = '\u001b[201~';
const ctrlC = '\u0003';

/** A lone ESC is the escape key, unless the rest of a sequence follows at once. */
const escapeMs = 15;
/** The rest of a sequence that was cut between two packets. */
const restMs = 100;
/** A paste, or a reply, whose end never comes: after this the keyboard belongs to the reader again. */
const endlessMs = 2000;
/** What comes this soon after a paste is part of it: a pasted end mark must not turn the text behind it into keys. */
const afterPasteMs = 100;
/** A finger sends a few bytes at a time; only more than that shows that a paste is still arriving. */
const typedAtMost = 8;
/** No field takes as much. */
const longestPaste = 65_536;

type Waiting = 'keys' | 'paste' | 'reply';

export function createInputFilter(): InputFilter {
  let waiting: Waiting = 'keys';
  /** What cannot be told yet; in a paste, its text so far. */
  let held = '';
  let wakeAt: number | undefined;
  let quietUntil = Number.NEGATIVE_INFINITY;

  const settle = (): void => {
    waiting = 'keys';
    held = '';
    wakeAt = undefined;
  };

  /** Takes up to the end of the paste that is open; the rest is what came behind it. */
  function takePaste(text: string, at: number, out: string[]): string {
    // The last mark: one in the pasted text itself ends nothing.
    const end = text.lastIndexOf(pasteEnd);
    if (end === -1) {
      held = text.length > longestPaste ? text.slice(0, longestPaste) + text.slice(-pasteEnd.length) : text;
      return '';
    }
    settle();
    quietUntil = at + afterPasteMs;
    const pasted = text.slice(0, end).replaceAll(pasteStart, '').replaceAll(pasteEnd, '').slice(0, longestPaste);
    out.push(`${pasteStart}${pasted}${pasteEnd}`);
    return text.slice(end + pasteEnd.length);
  }

  function takeReply(text: string): string {
    const end = /\u0007|\u009c|\u001b(?:\\|(?=[^\\]))/.exec(text);
    if (end !== null) {
      settle();
      return text.slice(end.index + end[0].length + (end[0] === '\u001b' ? -1 : 0));
    }
    held = text.endsWith('\u001b') ? '\u001b' : '';
    return '';
  }

  function takeKeys(text: string, at: number, out: string[]): string {
    const next = text.search(/[\u001b\u0080-\u009f]/);
    if (next !== 0) {
      const typed = next === -1 ? text : text.slice(0, next);
      out.push(typed);
      return text.slice(typed.length);
    }
    const read = readEscape(text);
    switch (read.kind) {
      case 'incomplete':
        held = text;
        wakeAt = at + (text === '\u001b' ? escapeMs : restMs);
        return '';
      case 'key':
        out.push(text.slice(0, read.length));
        break;
      case 'paste':
        waiting = 'paste';
        wakeAt = at + endlessMs;
        break;
      case 'text-reply':
        waiting = 'reply';
        wakeAt = at + (text.length > read.length ? endlessMs : restMs);
        break;
      case 'reply':
        break;
    }
    return text.slice(read.length);
  }

  return {
    push(chunk, at) {
      // A key of its own, and the way out of everything: a paste that does not end must not hold it back.
      if (chunk === ctrlC) {
        settle();
        return [ctrlC];
      }
      if (waiting !== 'keys' && chunk.length > typedAtMost) wakeAt = at + endlessMs;
      const out: string[] = [];
      let text = held + chunk;
      held = '';
      if (waiting === 'keys') wakeAt = undefined;
      while (text !== '') {
        if (waiting === 'paste') text = takePaste(text, at, out);
        else if (waiting === 'reply') text = takeReply(text);
        else if (at < quietUntil) {
          const dropped: string[] = [];
          text = takeKeys(text, at, dropped);
        } else text = takeKeys(text, at, out);
      }
      return out;
    },
    get wakeAt() {
      return wakeAt;
    },
    wake(at) {
      if (wakeAt === undefined || at < wakeAt) return [];
      const was = { waiting, held };
      settle();
      // Whoever listens for pastes learns that there was one; its text is not trusted.
      if (was.waiting === 'paste') return [`${pasteStart}${pasteEnd}`];
      return was.held === '\u001b' ? ['\u001b'] : [];
    },
  };
}
