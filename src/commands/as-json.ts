import { asciiJson } from '../journal/ascii-json.ts';

/** A value as a command prints it: one line of plain ASCII, or several where it is indented for reading. */
export const asJson = (value: unknown, indent?: number): string => `${asciiJson(value, indent)}\n`;
