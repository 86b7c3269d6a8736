/** A test, or a group of tests, with the sections of the facts that comments on it, in it or around it cite. */
interface CitedTest {
  readonly title: string;
  /** By the comment directly above it, or inside it. */
  readonly own: ReadonlySet<string>;
  /** Its own and those of the groups that it is in. */
  readonly all: ReadonlySet<string>;
}

interface Open {
  readonly indent: number;
  readonly line: number;
  readonly own: Set<string>;
  readonly within: readonly Open[];
}

const OPENS = /^( *)(?:it|describe)(?:\.\w+)*[(<]/;
const COMMENT = /^\s*(?:\/\/|\/\*\*|\*)/;
const CITATION = /aws-facts ([^:"“]*)/g;
const SECTION = /\b\d\.\d\d?\b/g;
/** The title is the first argument; that of `it.each(rows)` is the first of the call that follows. */
const TITLE = /(?:^ *(?:it|describe)|\))\(\s*(['"`])((?:\\.|(?!\1).)+)\1,/m;

/** Reads the tests of a file by their indentation, which the formatter keeps; skipped ones are none. */
export const citedTests = (source: string): readonly CitedTest[] => {
  const lines = source.split('\n');
  const found: Open[] = [];
  let stack: readonly Open[] = [];
  let pending: string[] = [];
  const flush = (into: Open | undefined): void => {
    for (const comment of pending) for (const section of sectionsIn(comment)) into?.own.add(section);
    pending = [];
  };
  lines.forEach((text, line) => {
    if (COMMENT.test(text)) {
      pending.push(text);
      return;
    }
    const opens = OPENS.exec(text);
    if (opens === null) {
      // A comment within a test or, above the tables of a group, on the tests that come next.
      if (stack.length > 0 && /^ /.test(text)) flush(stack.at(-1));
      if (stack.length > 0 && /^\S/.test(text)) stack = [];
      return;
    }
    const indent = opens[1]?.length ?? 0;
    const within = stack.filter(open => open.indent < indent);
    const open: Open = { indent, line, own: new Set(), within };
    flush(open);
    stack = [...within, open];
    found.push(open);
  });
  return found.flatMap((open, index) => {
    const until = found[index + 1]?.line ?? lines.length;
    const title = TITLE.exec(lines.slice(open.line, until).join('\n'))?.[2];
    if (title === undefined) return [];
    const all = new Set([...open.within.flatMap(({ own }) => [...own]), ...open.own]);
    return [{ title: title.replaceAll('\\', ''), own: open.own, all }];
  });
};

const sectionsIn = (comment: string): readonly string[] =>
  [...comment.matchAll(CITATION)].flatMap(([, cited = '']) => [...cited.matchAll(SECTION)].map(([section]) => section));
