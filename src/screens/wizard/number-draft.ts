import type { KeyPress } from '../../terminal/key-name.ts';

/** A number while it is entered: typed like text, or stepped. It stays text until it is parsed, so nothing is corrected silently. */
export interface NumberDraft {
  readonly text: string;
  /** Still the suggested or the stepped number: the first character that is typed replaces it. */
  readonly replaceable: boolean;
  /** The step that was just taken, if it was one by sign: `-` and then `1` was meant as -1, and must not be read as 1. */
  readonly sign: '' | '+' | '-';
}

const longestText = 12;

export const startDraft = (suggestion: number | string | undefined): NumberDraft => ({
  text: suggestion === undefined ? '' : String(suggestion),
  replaceable: true,
  sign: '',
});

const steps: Readonly<Record<string, 1 | -1>> = { '+': 1, up: 1, right: 1, '-': -1, down: -1, left: -1 };

/** `range` bounds the steps only; what is typed is kept as it is, and refused in words where it is wrong. */
export function editDraft(
  draft: NumberDraft,
  { name, text }: Extract<KeyPress, { kind: 'key' }>,
  range: { readonly min: number; readonly max: number },
): NumberDraft {
  const step = steps[name];
  if (step !== undefined && canStep(draft)) {
    const next = Math.min(range.max, Math.max(range.min, Number(draft.text) + step));
    return { text: String(next), replaceable: true, sign: name === '+' || name === '-' ? name : '' };
  }
  if (name === 'backspace' || name === 'delete') {
    const kept = draft.replaceable ? '' : [...draft.text].slice(0, -1).join('');
    return { text: kept, replaceable: false, sign: '' };
  }
  if (name === 'ctrl-u') return { text: '', replaceable: false, sign: '' };
  if (text === '') return draft;
  const before = draft.replaceable ? draft.sign : draft.text;
  return { text: `${before}${text}`.slice(0, longestText), replaceable: false, sign: '' };
}

/** A sign steps a number; after anything else, or into an empty field, it is a character like every other. */
const canStep = ({ text }: NumberDraft): boolean => /^[0-9]{1,6}$/.test(text);
