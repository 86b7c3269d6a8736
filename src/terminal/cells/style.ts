/**
 * SGR styles, interned: a cell carries the number of its style, and how to get from one to the next is worked out once.
 * Style 0 is the terminal's own.
 */
export interface Styles {
  /** The style after `ESC [ params m` was seen in style `from`. */
  after(from: number, params: string): number;
  /** The shortest sequence that leads from one style to another; empty when they are the same. */
  transition(from: number, to: number): string;
}

export const plainStyle = 0;

/** One attribute of a style: which code sets it, and which resets it alone. */
interface Attribute {
  readonly set: string;
  readonly reset: string;
}

type Look = ReadonlyMap<string, Attribute>;

const flags: Readonly<Record<string, readonly [name: string, reset: string]>> = {
  '1': ['bold', '22'],
  '2': ['dim', '22'],
  '3': ['italic', '23'],
  '4': ['underline', '24'],
  '5': ['blink', '25'],
  '7': ['inverse', '27'],
  '9': ['strike', '29'],
};

export function createStyles(): Styles {
  const looks: Look[] = [new Map()];
  const numbers = new Map<string, number>([['', plainStyle]]);
  const afters = new Map<string, number>();
  const transitions = new Map<number, string>();

  const lookOf = (style: number): Look => looks[style] ?? new Map();

  function intern(look: Look): number {
    const key = [...look.entries()]
      .map(([name, { set }]) => `${name}=${set}`)
      .toSorted()
      .join();
    let number = numbers.get(key);
    if (number === undefined) {
      number = looks.length;
      looks.push(look);
      numbers.set(key, number);
    }
    return number;
  }

  return {
    after(from, params) {
      const key = `${from} ${params}`;
      let to = afters.get(key);
      if (to === undefined) {
        to = intern(withParams(lookOf(from), params));
        afters.set(key, to);
      }
      return to;
    },
    transition(from, to) {
      if (from === to) return '';
      const key = from * 0x10000 + to;
      let sequence = transitions.get(key);
      if (sequence === undefined) {
        sequence = shortest(lookOf(from), lookOf(to));
        transitions.set(key, sequence);
      }
      return sequence;
    },
  };
}

function withParams(look: Look, params: string): Look {
  const next = new Map(look);
  const codes = params === '' ? ['0'] : params.split(';');
  for (let index = 0; index < codes.length; index += 1) {
    const code = String(Number(codes[index] ?? '0'));
    const flag = flags[code];
    if (code === '0') next.clear();
    else if (flag) next.set(flag[0], { set: code, reset: flag[1] });
    else if (code === '38' || code === '48') {
      // 38;5;n or 38;2;r;g;b: one colour in several codes.
      const length = codes[index + 1] === '5' ? 3 : codes[index + 1] === '2' ? 5 : 1;
      const colour = codes.slice(index, index + length).join(';');
      if (length > 1) setColour(next, code === '38' ? 'foreground' : 'background', colour);
      index += length - 1;
    } else if (/^(3[0-7]|9[0-7])$/.test(code)) setColour(next, 'foreground', code);
    else if (/^(4[0-7]|10[0-7])$/.test(code)) setColour(next, 'background', code);
    else for (const [name, { reset }] of [...next]) if (reset === code) next.delete(name);
  }
  return next;
}

function setColour(look: Map<string, Attribute>, name: 'foreground' | 'background', set: string): void {
  look.set(name, { set, reset: name === 'foreground' ? '39' : '49' });
}

function shortest(from: Look, to: Look): string {
  if (to.size === 0) return '\u001b[m';
  const afresh = ['0', ...[...to.values()].map(({ set }) => set)];
  const gone = [...from].filter(([name]) => !to.has(name)).map(([, { reset }]) => reset);
  // One reset code may take two attributes (bold and dim): what it takes too much is set again.
  const taken = new Set(gone);
  const added = [...to]
    .filter(([name, { set, reset }]) => from.get(name)?.set !== set || taken.has(reset))
    .map(([, { set }]) => set);
  const step = [...taken, ...added];
  const codes = step.join(';').length <= afresh.join(';').length ? step : afresh;
  return `\u001b[${codes.join(';')}m`;
}
