import type { Effect } from '../domain/operations.ts';
import type { Grant, Mint } from '../domain/ports.ts';

export interface Grants {
  readonly mint: Mint;
  /** Takes the grant for exactly this effect. @throws Error when there is none: that is a bug of ours, not a fault */
  redeem(grant: Grant, effect: Effect): void;
}

/**
 * Leave to write, one effect at a time. A grant is known by its identity: a copy, a look-alike from JSON or a second use
 * is worth nothing.
 */
export function createGrants(): Grants {
  const granted = new WeakMap<Grant, string>();
  return {
    mint({ runId, stepId, effect }) {
      const grant: Grant = Object.freeze({ runId, stepId });
      granted.set(grant, fingerprint(effect));
      return grant;
    },
    redeem(grant, effect) {
      const leave = granted.get(grant);
      granted.delete(grant);
      if (leave === undefined) throw new Error(`${effect.operation} without a grant, or with one that is used up`);
      if (leave !== fingerprint(effect))
        throw new Error(`${effect.operation} with a grant for something else: ${leave}`);
    },
  };
}

const fingerprint = ({ operation, input }: Effect): string => `${operation} ${JSON.stringify(input)}`;
