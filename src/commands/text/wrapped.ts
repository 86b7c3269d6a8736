import { wrapWords } from '../../terminal/text-width.ts';

/** What headless commands print fits a terminal of usual width, a ticket and a mail. Commands to be copied are never broken. */
export const textWidth = 80;

/** A sentence behind `head`, in lines that end at words; its further lines begin where the first one did. */
export const wrapped = (head: string, text: string): readonly string[] =>
  wrapWords(text, textWidth - head.length).map((line, index) => (index === 0 ? head : ' '.repeat(head.length)) + line);
