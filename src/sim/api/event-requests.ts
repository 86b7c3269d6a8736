import { ResourceNotFoundException } from '@aws-sdk/client-eventbridge';
import { ApiError } from '../wire/api-error.ts';
import type { Rule } from '../world/event-bridge.ts';
import type { World } from '../world/world.ts';

const ON_A_PAGE = 100;

/** EventBridge's model has no such error, but its API answers it. */
export const invalid = (message: string): ApiError => new ApiError({ name: 'ValidationException', message });

const notFound = (message: string): ResourceNotFoundException =>
  new ResourceNotFoundException({ message, $metadata: {} });

/** @throws ResourceNotFoundException for any bus but the account's own */
export const insistOnDefaultBus = ({ account }: World, name: string | undefined): void => {
  const arn = `arn:aws:events:${account.region}:${account.accountId}:event-bus/default`;
  if (name !== undefined && name !== 'default' && name !== arn) throw notFound(`Event bus ${name} does not exist.`);
};

/** @throws ValidationException when it cannot be the name of a rule */
export const ruleName = (name: string | undefined, member: string): string => {
  if (name !== undefined && name.length <= 64 && /^[.\-_A-Za-z0-9]+$/.test(name)) return name;
  throw invalid(
    `1 validation error detected: Value '${name}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+`,
  );
};

/** @throws ResourceNotFoundException */
export const existingRule = (
  world: World,
  request: { readonly name: string | undefined; readonly bus: string | undefined; readonly member: 'name' | 'rule' },
): Rule => {
  insistOnDefaultBus(world, request.bus);
  const name = ruleName(request.name, request.member);
  const rule = world.eventBridge.find(name);
  if (rule === undefined) throw notFound(`Rule ${name} does not exist on EventBus default.`);
  return rule;
};

/** What `pageOf` needs for one page of this service. */
export const pageRequest = (operation: string, limit: number | undefined, token: string | undefined) => ({
  operation,
  size: limit ?? ON_A_PAGE,
  token,
  invalid: () => invalid('The next token is not valid.'),
});
