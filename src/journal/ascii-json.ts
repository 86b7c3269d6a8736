/** JSON in which everything but printable ASCII is escaped: safe to `cat`, whatever AWS or an attacker put into a name. */
export const asciiJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(
    /[^\x20-\x7e\n]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
