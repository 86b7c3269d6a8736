/** The expected requests a minute while they are typed: text, so that nothing is corrected silently. */
export interface ExpectedDraft {
  readonly text: string;
}

const longest = 8;

export const nothingExpected: ExpectedDraft = { text: '' };

export const isDigits = (text: string): boolean => /^\d+$/.test(text);

/** Digits only, and not more than anybody's traffic has. */
export const typed = ({ text }: ExpectedDraft, more: string): ExpectedDraft =>
  isDigits(more) ? { text: `${text}${more}`.replace(/^0+/, '').slice(0, longest) } : { text };

export const erased = ({ text }: ExpectedDraft): ExpectedDraft => ({ text: text.slice(0, -1) });

/** Undefined while nothing is typed: then multiples of the present traffic are shown. */
export const expectedPerMinute = ({ text }: ExpectedDraft): number | undefined =>
  text === '' ? undefined : Number(text);
