/** What kinds of values a message has at each place: `services[].desiredCount` -> `number`. Values are left out. */
export type MessageShape = ReadonlyMap<string, ReadonlySet<string>>;

/** The shape of an answer; the elements of a list are one place. */
export function shapeOf(message: unknown): MessageShape {
  const shape = new Map<string, Set<string>>();
  const visit = (value: unknown, path: string): void => {
    if (value === undefined) return;
    const kinds = shape.get(path) ?? new Set();
    shape.set(path, kinds.add(kindOf(value)));
    if (Array.isArray(value)) for (const item of value) visit(item, `${path}[]`);
    else if (kindOf(value) === 'structure')
      for (const [name, member] of Object.entries(Object(value))) visit(member, path === '' ? name : `${path}.${name}`);
  };
  visit(message, '');
  return shape;
}

/** Every text of a message, with its place. */
export function textsOf(message: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof message === 'string') return [[path, message]];
  if (Array.isArray(message)) return message.flatMap(item => textsOf(item, `${path}[]`));
  if (kindOf(message) !== 'structure') return [];
  return Object.entries(Object(message)).flatMap(([name, member]) =>
    textsOf(member, path === '' ? name : `${path}.${name}`),
  );
}

/** Places of `shape` that `other` lacks, without what is inside them; a list that is empty there says nothing of its items. */
export function placesWithout(other: MessageShape, shape: MessageShape): readonly string[] {
  const lacking = [...shape.keys()].filter(path => !other.has(path));
  return lacking.filter(path => !path.endsWith('[]') && !lacking.includes(parentOf(path)));
}

/** Places that both have, with values of different kinds. */
export function placesOfOtherKinds(one: MessageShape, other: MessageShape): readonly string[] {
  return [...one].flatMap(([path, kinds]) => {
    const others = other.get(path);
    return others !== undefined && ![...kinds].some(kind => others.has(kind)) ? [path] : [];
  });
}

const parentOf = (path: string): string => path.replace(/(\[\]|\.?[^.[\]]+)$/, '');

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  if (value instanceof Date) return 'timestamp';
  if (value instanceof Uint8Array) return 'bytes';
  return typeof value === 'object' && value !== null ? 'structure' : typeof value;
}
