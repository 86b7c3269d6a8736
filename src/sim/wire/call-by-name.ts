import { awsJson } from './json.ts';
import { bytesOf } from './message.ts';
import type { CallContext, SimOperation } from './operation.ts';
import { operationName } from './operation-name.ts';
import { SERVICES, type Service } from './services.ts';

/** Calls AWS's operations from inside the simulator: by somebody else in the world, or again from a record. */
export interface Calls {
  readonly has: (name: string) => boolean;
  /**
   * Calls `ecs:UpdateService` with a decoded input.
   * @throws what the operation throws; Error when there is no such operation
   */
  readonly call: (name: string, input: unknown, context: CallContext) => unknown;
  /**
   * The same with an input that is plain JSON from outside: it is held against the operation's schema first.
   * @throws ApiError as AWS answers an input that does not fit
   */
  readonly callWithJson: (name: string, input: unknown, context: CallContext) => unknown;
}

export const createCalls = (operations: readonly SimOperation[], services: readonly Service[] = SERVICES): Calls => {
  const byName = new Map(operations.map(operation => [operationName(operation, services), operation]));
  const find = (name: string): SimOperation => {
    const operation = byName.get(name);
    if (operation === undefined) throw new Error(`The simulated AWS does not answer ${name}.`);
    return operation;
  };
  return {
    has: name => byName.has(name),
    call: (name, input, context) => find(name).handle(input, context),
    callWithJson(name, input, context) {
      const operation = find(name);
      const service = services.find(({ namespace }) => namespace === operation.schema[1]);
      if (service === undefined) throw new Error(`Invariant: ${name} belongs to a service of the table`);
      const body = bytesOf(JSON.stringify(input));
      const request = { method: 'POST', path: '/', headers: {}, body };
      return operation.handle(awsJson.decode(operation.schema, request, service), context);
    },
  };
};
