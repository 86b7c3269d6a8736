/** What a piece of text means. Screens name the meaning; how it looks is decided here and nowhere else. */
export type Tone =
  | 'text'
  /** What the eye should land on first: titles, the selected name, the current value. */
  | 'strong'
  | 'muted'
  /** What reacts to keys: the selection, key names. */
  | 'accent'
  | 'ok'
  | 'warning'
  | 'alarm'
  /** Not known, too old, or not answered yet. Never drawn as `ok`. */
  | 'unknown'
  | 'simulated'
  | 'production'
  | 'armed';

/**
 * SGR parameters, from the sixteen colours that every terminal has and that its owner has chosen to be readable.
 * Meaning never rests on them alone: whatever has a colour also has a sign or a word.
 */
export const toneStyles: Readonly<Record<Tone, string>> = {
  text: '',
  strong: '1',
  muted: '2',
  accent: '36',
  ok: '32',
  warning: '33',
  alarm: '1;31',
  unknown: '35',
  simulated: '1;30;46',
  production: '1;37;41',
  armed: '1;30;43',
};

export type Status = 'ok' | 'warning' | 'alarm' | 'unknown' | 'pending';

/** One cell each, told apart without colour. */
export const statusSigns: Readonly<Record<Status, { readonly sign: string; readonly tone: Tone }>> = {
  ok: { sign: '✓', tone: 'ok' },
  warning: { sign: '!', tone: 'warning' },
  alarm: { sign: '▲', tone: 'alarm' },
  unknown: { sign: '?', tone: 'unknown' },
  pending: { sign: '…', tone: 'muted' },
};

/** Stands where a number would: there is none, and it is not zero. */
export const noValue = '–';

export const selectionSign = '▸';
