import { NormalizedSchema } from '@smithy/core/schema';
import { getSmithyContext } from '@smithy/core/transport';
import type { InitializeMiddleware, MetadataBearer, MiddlewareStack, StaticOperationSchema } from '@smithy/types';
import { wrongIn } from './model-types.ts';

/** An answer that parsed, and is not made as AWS's model says. */
export class MalformedAnswer extends Error {
  constructor(wrong: string) {
    super(wrong);
    this.name = 'MalformedAnswer';
  }
}

/**
 * Has every answer of a client compared with AWS's own model of it: a number where the model has a number, a list where
 * it has a list. The SDK hands on what it finds, `"6"` for a count and NaN for a number in XML.
 *
 * Members that are missing are no matter of types; which of them are needed stands in `operation-rows.ts`.
 */
export function withCheckedAnswers<Input extends object, Output extends MetadataBearer, Client>(
  client: Client & { readonly middlewareStack: MiddlewareStack<Input, Output> },
): Client {
  const check: InitializeMiddleware<Input, Output> = (next, context) => async args => {
    const result = await next(args);
    const wrong = wrongIn(result.output, outputModel(context));
    if (wrong !== undefined) throw new MalformedAnswer(wrong);
    return result;
  };
  // Outside of the SDK's retries: the same garbled answer would come again.
  client.middlewareStack.add(check, { step: 'initialize', name: 'checkedAnswers' });
  return client;
}

function outputModel(context: Parameters<typeof getSmithyContext>[0]): NormalizedSchema {
  const { operationSchema } = getSmithyContext(context);
  if (!Array.isArray(operationSchema)) throw new Error('the SDK does not say any more how its answers are made');
  // The SDK's own type for it; it only says `unknown` because plugins may put anything into a context.
  const [, , , , , output] = operationSchema as StaticOperationSchema;
  return NormalizedSchema.of(output);
}
