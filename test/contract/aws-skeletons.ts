import { NormalizedSchema } from '@smithy/core/schema';
import type { Shown } from '../sim/wire/shown-shape.ts';
import { type AwsCommand, runAws } from './aws-commands.ts';
import type { ForeignOperation } from './foreign-operations.ts';

/** What an `aws` command knows of an operation's messages. */
export interface KnownMessages {
  readonly input: Shown;
  readonly output: Shown;
}

/**
 * Asks an `aws` command for the skeletons of an operation's messages: it prints every member that it knows.
 * @throws Error with the command's own words when it has none
 */
export async function knownMessages(command: AwsCommand, operation: ForeignOperation): Promise<KnownMessages> {
  const skeleton = async (message: 'input' | 'output'): Promise<unknown> =>
    JSON.parse(
      withFractions(await runAws(command, operation, labels(operation), ['--generate-cli-skeleton', message])) || '{}',
    );
  const [input, output] = await Promise.all([skeleton('input'), skeleton('output')]);
  const [, , , , inputSchema, outputSchema] = operation.schema;
  return {
    input: shown(NormalizedSchema.of(inputSchema), input),
    output: shown(NormalizedSchema.of(outputSchema), output),
  };
}

const FRACTION = 'a number with a fraction';

/** JSON.parse makes 0 of 0.0, which is how a skeleton tells a whole number from another. */
const withFractions = (json: string): string =>
  json.replaceAll(/^(\s*(?:"\w+": )?)\d+\.\d+(?=,?$)/gm, `$1"${FRACTION}"`);

/** Members that stand in the path: without them the command cannot even imagine its request. */
function labels({ schema }: ForeignOperation): Record<string, string> {
  const input = NormalizedSchema.of(schema[4]);
  const members = input.isStructSchema() ? [...input.structIterator()] : [];
  return Object.fromEntries(
    members.flatMap(([name, member]) => (member.getMergedTraits().httpLabel === 1 ? [[name, name]] : [])),
  );
}

function shown(schema: NormalizedSchema, skeleton: unknown): Shown {
  if (Array.isArray(skeleton)) return { item: shown(schema.getValueSchema(), skeleton[0]) };
  if (typeof skeleton === 'object' && skeleton !== null) {
    if (schema.isMapSchema()) return { item: shown(schema.getValueSchema(), Object.values(skeleton)[0]) };
    if (!schema.isStructSchema()) return {};
    const members = [...schema.structIterator()].flatMap(([name, member]) => {
      const value = (skeleton as Readonly<Record<string, unknown>>)[name];
      return value === undefined ? [] : [[name, shown(member, value)] as const];
    });
    return { members: Object.fromEntries(members) };
  }
  return typeof skeleton === 'number' ? { isWhole: true } : {};
}
