/**
 * The same text for the same value: members in alphabetical order, those that are undefined left out. Everything but
 * printable ASCII is escaped, so that the text may stand on a screen and still is, once parsed, exactly what AWS said.
 */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(sorted(value)).replace(
    /[^\x20-\x7e]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  // AWS has times in some configurations; as text they compare and survive JSON.
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    members.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, sorted(member)]),
  );
}

/** The members of a text that `canonicalJson` made of an object. @throws Error for any other text */
export function membersOf(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`no object: ${text}`);
  return { ...value };
}
