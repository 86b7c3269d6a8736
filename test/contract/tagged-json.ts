/** A message as plain JSON that another language can read: dates as `{"$date": milliseconds}`, bytes as `{"$bytes": base64}`. */
export function toTaggedJson(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.getTime() };
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(toTaggedJson);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toTaggedJson(inner)]));
}

export function fromTaggedJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromTaggedJson);
  if (!isObject(value)) return value;
  if ('$date' in value && typeof value.$date === 'number') return new Date(value.$date);
  if ('$bytes' in value && typeof value.$bytes === 'string') return new Uint8Array(Buffer.from(value.$bytes, 'base64'));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fromTaggedJson(inner)]));
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
