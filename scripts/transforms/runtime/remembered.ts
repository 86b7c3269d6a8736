/** What a screen shows at once and shortly before, with room to spare. */
const mostTexts = 2000;

/** Asks `of` once for each text that comes again; what it says must depend on nothing else. Forgets all when it is full. */
export function remembered<Result>(of: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return text => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = of(text);
    if (known.size >= mostTexts) known.clear();
    known.set(text, result);
    return result;
  };
}
