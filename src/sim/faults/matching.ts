import type { Call } from '../wire/around.ts';
import type { FaultMatch } from './fault.ts';

/** Whether a text fits a pattern in which `*` stands for any text. It takes linear time, whatever the pattern. */
export const fits = (pattern: string, text: string): boolean => {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return text === pattern;
  if (!text.startsWith(head)) return false;
  let at = head.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - tail.length >= at && text.endsWith(tail);
};

export const matchesCall = ({ service, operation, resource }: FaultMatch, { name, input }: Call): boolean => {
  const [iamPrefix = '', operationName = ''] = name.split(':');
  if (service !== undefined && !fits(service, iamPrefix)) return false;
  if (operation !== undefined) {
    const patterns = typeof operation === 'string' ? [operation] : operation;
    if (!patterns.some(pattern => fits(pattern, pattern.includes(':') ? name : operationName))) return false;
  }
  return resource === undefined || mentions(input, resource);
};

/** Inputs are shallow; this is far deeper than any of them. */
const DEEPEST = 8;

/**
 * Whether an input mentions the resource anywhere: by the name itself, or at the end of an ARN or of a resource id such
 * as `service/<cluster>/<service>`. A GetMetricData that asks for the resource's metrics mentions it too.
 */
const mentions = (value: unknown, pattern: string, depth = 0): boolean => {
  if (typeof value === 'string') return namesResource(value, pattern);
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  return Object.values(value).some(inner => mentions(inner, pattern, depth + 1));
};

/** Whether an ARN, a resource id or a name is that of the resource: the whole of it, or from any `/` or `:` on. */
export const namesResource = (name: string, pattern: string): boolean => {
  if (fits(pattern, name)) return true;
  for (let at = 0; at < name.length; at += 1) {
    if ((name[at] === '/' || name[at] === ':') && fits(pattern, name.slice(at + 1))) return true;
  }
  return false;
};
