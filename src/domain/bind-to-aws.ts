import { readFact } from './fact.ts';
import type { UndoStep } from './plan.ts';
import type { Snapshot } from './snapshot.ts';
import { subscriptionOfUnbound } from './topic-write.ts';

/**
 * A write of the way back with what only AWS knew, and only later: the ARN of a subscription that the run has made.
 * A sentence where AWS does not know it either.
 */
export function bindToAws<Write extends UndoStep>(write: Write, snapshot: Snapshot): Write | string {
  const { effect } = write;
  if (effect.operation !== 'sns:Unsubscribe') return write;
  const name = subscriptionOfUnbound(effect.input.SubscriptionArn);
  if (name === undefined) return write;
  const fact = { attribute: 'subscriptionArn', name } as const;
  const reading = readFact(snapshot, fact);
  if (!reading.known) return `The ARN of subscription ${name} cannot be read now, so it cannot be taken back.`;
  if (typeof reading.value !== 'string') {
    return `Subscription ${name} is not confirmed, and AWS takes back only what was confirmed: it goes by itself two days after it was made.`;
  }
  return {
    ...write,
    changes: [...write.changes, { fact, from: reading.value, to: null }],
    effect: { operation: effect.operation, input: { SubscriptionArn: reading.value } },
  };
}
