import { namesText } from './fact-sources.ts';

/** The names in a text that `namesText` made; none in any other. */
export function namesIn(text: string): readonly string[] {
  try {
    const names: unknown = JSON.parse(text);
    return Array.isArray(names) ? names.map(String) : [];
  } catch {
    return [];
  }
}

/** The text of the names once this one is among them. */
export const namesWith = (text: string, name: string): string => namesText([...new Set([...namesIn(text), name])]);

/** The text of the names once this one is gone. */
export const namesWithout = (text: string, name: string): string =>
  namesText(namesIn(text).filter(each => each !== name));
