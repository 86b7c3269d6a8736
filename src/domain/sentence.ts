/** The text as a sentence: it ends in one full stop, also where it quotes AWS, whose messages may bring one of their own. */
export const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);
