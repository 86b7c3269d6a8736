/** One place where what arrived is not what was sent. */
export interface Difference {
  /** Member names from the top; list positions and map keys are `[]`: `services[].events[].createdAt`. */
  readonly path: string;
  /** undefined when it was not there. */
  readonly sent: unknown;
  readonly arrived: unknown;
}

/** Every place, however deep, where two messages differ. A member that is undefined is a member that is not there. */
export function differences(sent: unknown, arrived: unknown, path = ''): readonly Difference[] {
  if (Array.isArray(sent) && Array.isArray(arrived)) {
    const length = Math.max(sent.length, arrived.length);
    return Array.from({ length }).flatMap((_, index) => differences(sent[index], arrived[index], `${path}[]`));
  }
  if (isStructure(sent) && isStructure(arrived)) {
    const names = new Set([...Object.keys(sent), ...Object.keys(arrived)]);
    return [...names].flatMap(name => differences(sent[name], arrived[name], path === '' ? name : `${path}.${name}`));
  }
  return isSame(sent, arrived) ? [] : [{ path, sent, arrived }];
}

const isStructure = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !(value instanceof Uint8Array);

function isSame(sent: unknown, arrived: unknown): boolean {
  if (sent instanceof Date && arrived instanceof Date) return sent.getTime() === arrived.getTime();
  if (sent instanceof Uint8Array && arrived instanceof Uint8Array) return Buffer.compare(sent, arrived) === 0;
  return Object.is(sent, arrived);
}
