/** A stream of chance from a seed (mulberry32): the same seed garbles the same way. */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <Item>(items: readonly Item[], chance: () => number): Item => {
  const item = items[Math.floor(chance() * items.length)];
  if (item === undefined) throw new Error('there is nothing to choose from');
  return item;
};

/** What an answer may be instead. */
const wholes = [
  '',
  ' ',
  'null',
  '[]',
  '{}',
  '"ok"',
  '0',
  'NaN',
  '\u0000',
  '<html><body>Please log in</body></html>',
  '<?xml version="1.0"?><Response/>',
  '{"__type":"ThrottlingException"}',
];

/** What may stand where a value was, as it is written in JSON; JSON itself knows neither NaN nor 1e999. */
const jsonValues = [
  'null',
  '""',
  '"6"',
  '"NaN"',
  '-1',
  '0',
  '0.5',
  '1e999',
  '-1e999',
  'NaN',
  '9007199254740993',
  '[]',
  '[null]',
  '{}',
  'true',
  '"\\u001b[2J"',
  '"\\ud800"',
  '1e308',
];

const xmlValues = ['', 'NaN', 'null', '-1', '1e999', '<a/>', '<a><b>1</b></a>', '&#27;[2J', '9007199254740993', 'true'];

type Garbler = (body: string, chance: () => number) => string;

const byBytes: readonly Garbler[] = [
  (body, chance) => {
    const at = Math.floor(chance() * body.length);
    return (
      body.slice(0, at) +
      String.fromCharCode(body.charCodeAt(at) ^ (1 << Math.floor(chance() * 7))) +
      body.slice(at + 1)
    );
  },
  (body, chance) => {
    const at = Math.floor(chance() * body.length);
    return body.slice(0, at) + body.slice(at + 1 + Math.floor(chance() * 8));
  },
  (body, chance) => {
    const at = Math.floor(chance() * body.length);
    return body.slice(0, at) + String.fromCharCode(Math.floor(chance() * 256)) + body.slice(at);
  },
  (body, chance) => {
    const [from, length] = [Math.floor(chance() * body.length), Math.floor(chance() * 40)];
    return body.slice(0, from + length) + body.slice(from);
  },
  (body, chance) => body.slice(0, Math.floor(chance() * body.length)),
  (_, chance) => pick(wholes, chance),
];

/** Every value and every name of a JSON text, by where it stands. */
const jsonToken = /"(?:[^"\\]|\\.)*"\s*:|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/g;

const byJson: Garbler = (body, chance) => {
  const { index, 0: token } = pick([...body.matchAll(jsonToken)], chance);
  // A name that nobody knows is a member that is missing.
  const instead = token.endsWith(':') ? '"unheardOf":' : pick(jsonValues, chance);
  return body.slice(0, index) + instead + body.slice(index + token.length);
};

const xmlElement = /<(\w+)>([^<]*)<\/\1>/g;

const byXml: Garbler = (body, chance) => {
  const { index, 0: element, 1: name } = pick([...body.matchAll(xmlElement)], chance);
  const instead = chance() < 0.25 ? '' : `<${name}>${pick(xmlValues, chance)}</${name}>`;
  return body.slice(0, index) + instead + body.slice(index + element.length);
};

/** One thing wrong with an answer, as proxies, broken disks and bugs do it. */
export function garbled(body: string, chance: () => number): string {
  const isXml = body.trimStart().startsWith('<');
  // An answer without a word has none that could be another.
  if (chance() < 0.6 && /\w/.test(body)) return (isXml ? byXml : byJson)(body, chance);
  return pick(byBytes, chance)(body, chance);
}
