import type { Snapshot } from '../snapshot.ts';
import { type CheckVerdict, passed, pendingElsewhere, waiting } from './verdict.ts';

/**
 * What a subscription is worth. AWS has it at once; until the owner of the endpoint has confirmed it, it gets nothing, and
 * that is said whatever the verdict is.
 */
export function subscriptionVerdict(
  { name, mustBeConfirmed }: { readonly name: string; readonly mustBeConfirmed: boolean },
  { account: { topics } }: Snapshot,
): CheckVerdict {
  if (topics.state !== 'fresh') return waiting('the subscriptions cannot be read right now');
  const found = topics.value.flatMap(({ subscriptions }) => subscriptions).find(each => each.name === name);
  if (found === undefined) return waiting(`nobody has subscribed as ${name}`);
  if (found.arn !== null) return passed(`${found.endpoint} has confirmed its subscription`);
  return mustBeConfirmed
    ? waiting(`${found.endpoint} has not confirmed its subscription`)
    : pendingElsewhere(
        `the subscription of ${found.endpoint} is PENDING, and nothing reaches it until its owner confirms it`,
      );
}
