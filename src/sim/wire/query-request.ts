import type { NormalizedSchema } from '@smithy/core/schema';
import { fromBase64 } from '@smithy/core/serde';
import { malformedInput } from './reject.ts';
import type { QueryDialect } from './services.ts';

/**
 * Reads the parameters of a query request, `Filters.member.1.Name=...`, into the input that the schema describes. This is
 * the one direction of one protocol for which the SDK has no code.
 * @throws ApiError when a value cannot be read as its type
 */
export function readQueryInput(
  input: NormalizedSchema,
  parameters: Iterable<readonly [string, string]>,
  protocol: QueryDialect['protocol'],
): unknown {
  return new QueryReader(protocol).structure(input, treeOf(parameters));
}

/** `A.B.1=x` as a tree: a node per dot, with the text where a parameter ends. */
interface ParameterNode {
  text: string | undefined;
  readonly children: Map<string, ParameterNode>;
}

const emptyNode = (): ParameterNode => ({ text: undefined, children: new Map() });

function treeOf(parameters: Iterable<readonly [string, string]>): ParameterNode {
  const root = emptyNode();
  for (const [key, text] of parameters) {
    let node = root;
    for (const step of key.split('.')) {
      let child = node.children.get(step);
      if (child === undefined) {
        child = emptyNode();
        node.children.set(step, child);
      }
      node = child;
    }
    node.text = text;
  }
  return root;
}

/** The children `1`, `2`, `3` ... in numeric order; gaps close up, anything else is ignored. */
const numbered = (node: ParameterNode | undefined): ParameterNode[] =>
  [...(node?.children ?? [])]
    .filter(([step]) => /^\d+$/.test(step))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, child]) => child);

class QueryReader {
  readonly #isEc2: boolean;

  constructor(protocol: QueryDialect['protocol']) {
    this.#isEc2 = protocol === 'ec2Query';
  }

  structure(schema: NormalizedSchema, node: ParameterNode): Record<string, unknown> {
    const members: [string, unknown][] = [];
    for (const [name, member] of schema.structIterator()) {
      const child = node.children.get(this.#memberKey(name, member));
      if (child === undefined) continue;
      const value = this.#value(member, child);
      if (value !== undefined) members.push([name, value]);
    }
    return Object.fromEntries(members);
  }

  #value(schema: NormalizedSchema, node: ParameterNode): unknown {
    if (schema.isStructSchema()) return this.structure(schema, node);
    if (schema.isListSchema()) return this.#list(schema, node);
    if (schema.isMapSchema()) return this.#map(schema, node);
    return node.text === undefined ? undefined : readText(schema, node.text);
  }

  #list(schema: NormalizedSchema, node: ParameterNode): unknown[] {
    const member = schema.getValueSchema();
    const isFlat = this.#isEc2 || isFlattened(schema);
    const items = isFlat ? node : node.children.get(xmlName(member) ?? 'member');
    // A list that is sent empty comes as `Dimensions=`: a node with text and without children.
    return numbered(items).map(item => this.#value(member, item));
  }

  #map(schema: NormalizedSchema, node: ParameterNode): Record<string, unknown> {
    const [keySchema, valueSchema] = [schema.getKeySchema(), schema.getValueSchema()];
    const entries = numbered(isFlattened(schema) ? node : node.children.get('entry'));
    return Object.fromEntries(
      entries.map(entry => {
        const value = entry.children.get(xmlName(valueSchema) ?? 'value');
        return [
          entry.children.get(xmlName(keySchema) ?? 'key')?.text ?? '',
          value === undefined ? undefined : this.#value(valueSchema, value),
        ];
      }),
    );
  }

  #memberKey(name: string, member: NormalizedSchema): string {
    const key = xmlName(member) ?? name;
    if (!this.#isEc2) return key;
    const { ec2QueryName } = member.getMergedTraits();
    return typeof ec2QueryName === 'string' ? ec2QueryName : key.charAt(0).toUpperCase() + key.slice(1);
  }
}

const xmlName = (schema: NormalizedSchema): string | undefined => schema.getMergedTraits().xmlName;
const isFlattened = (schema: NormalizedSchema): boolean => schema.getMergedTraits().xmlFlattened === 1;

/**
 * A scalar as it stands in a form, a query string or a path.
 * @throws ApiError when the text cannot be read as its type
 */
export function readText(schema: NormalizedSchema, text: string): unknown {
  if (schema.isBooleanSchema()) return readBoolean(text);
  if (schema.isNumericSchema()) return readNumber(text);
  if (schema.isTimestampSchema()) return readTimestamp(text);
  if (schema.isBlobSchema()) return readBlob(text);
  return text;
}

function readBoolean(text: string): boolean {
  const word = text.toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  throw malformedInput(`'${text}' is not a valid Boolean: it must be true or false`);
}

function readNumber(text: string): number {
  if (text === 'NaN') return Number.NaN;
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isNaN(number)) throw malformedInput(`'${text}' is not a valid number`);
  return number;
}

/** ISO 8601 from the SDKs of today, epoch seconds from what some scripts send. */
function readTimestamp(text: string): Date {
  const isEpochSeconds = /^-?\d+(\.\d+)?$/.test(text);
  const timestamp = new Date(isEpochSeconds ? Number(text) * 1000 : text);
  if (Number.isNaN(timestamp.getTime())) throw malformedInput('timestamp must follow ISO8601');
  return timestamp;
}

function readBlob(text: string): Uint8Array {
  try {
    return fromBase64(text);
  } catch {
    throw malformedInput(`'${text}' is not valid base64`);
  }
}
