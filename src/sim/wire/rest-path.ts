import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';

/** Where a REST operation is found, and what it answers with: the `http` trait of its model. */
export interface RestPath {
  readonly method: string;
  /** Matches the path without its query string; the groups are the labels, still percent-encoded. */
  readonly pattern: RegExp;
  /** The members of the input that stand in the path, in the order of the groups. */
  readonly labels: readonly string[];
  /** The status of a success. */
  readonly status: number;
}

/** Bindings of members that no operation here has yet; an operation that brings one shall not lose it silently. */
const UNKNOWN_BINDINGS = ['httpHeader', 'httpPrefixHeaders', 'httpPayload', 'httpQueryParams', 'httpResponseCode'];

/** @throws Error when the operation's model says more than this layer understands */
export function restPathOf(operation: StaticOperationSchema): RestPath {
  const [, namespace, name, traits] = operation;
  const http: unknown = typeof traits === 'object' ? traits['http'] : undefined;
  if (!isHttpTrait(http)) throw new Error(`${namespace}#${name} has no path of its own`);
  for (const shape of [operation[4], operation[5]]) rejectUnknownBindings(NormalizedSchema.of(shape), name);
  const [method, template, status] = http;
  const labels: string[] = [];
  const source = template.replace(/\{(\w+)(\+?)\}|[^\w/]/g, (text, label?: string, greedy?: string) => {
    if (label === undefined) return `\\${text}`;
    labels.push(label);
    return greedy === '+' ? '(.+)' : '([^/]+)';
  });
  return { method, pattern: new RegExp(`^${source}$`), labels, status };
}

/** The path and the parameters of a request's target. */
export function splitTarget(target: string): { readonly path: string; readonly parameters: URLSearchParams } {
  const start = target.indexOf('?');
  return start < 0
    ? { path: target, parameters: new URLSearchParams() }
    : { path: target.slice(0, start), parameters: new URLSearchParams(target.slice(start + 1)) };
}

function rejectUnknownBindings(schema: NormalizedSchema, operationName: string): void {
  if (!schema.isStructSchema()) return;
  for (const [name, member] of schema.structIterator()) {
    const traits: object = member.getMergedTraits();
    const binding = UNKNOWN_BINDINGS.find(trait => trait in traits);
    if (binding !== undefined) throw new Error(`${operationName}.${name}: ${binding} is not understood`);
  }
}

const isHttpTrait = (trait: unknown): trait is readonly [method: string, template: string, status: number] =>
  Array.isArray(trait) && typeof trait[0] === 'string' && typeof trait[1] === 'string' && typeof trait[2] === 'number';
