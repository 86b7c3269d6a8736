import { ApiError } from '../wire/api-error.ts';
import type { Around, Call } from '../wire/around.ts';
import { isRead } from '../wire/operation-name.ts';
import type { Account } from '../world/account.ts';
import type { CallEffect } from './active-faults.ts';
import { accessDenied, expiredToken, serverError, throttled } from './api-errors.ts';
import { resourceOf } from './resource.ts';
import { pageSizeMember, smallestPages } from './small-pages.ts';

const WHO_AM_I = 'sts:GetCallerIdentity';

/** Whether an effect could make any difference to this call. */
export const isPossible = (effect: CallEffect, call: Call): boolean => {
  switch (effect.kind) {
    case 'stale-read':
      // A live tail is no answer of one moment.
      return isRead(call.name) && call.name !== 'logs:StartLiveTail';
    case 'small-pages':
      return isRead(call.name) && pageSizeMember(call) !== undefined;
    case 'other-account':
      return call.name === WHO_AM_I;
    case 'access-denied':
      // AWS: no permissions are required for it, and a policy that denies it changes nothing.
      return call.name !== WHO_AM_I;
    default:
      return true;
  }
};

interface Surroundings {
  readonly account: Account;
  /** What a read would have answered that many simulated seconds ago. */
  readonly readStale: (call: Call, input: unknown, bySeconds: number) => unknown;
}

/** Lets the effects do what they do at AWS: before the handler, instead of it, or after it. */
export const aroundCall =
  (effects: readonly CallEffect[], surroundings: Surroundings): Around =>
  (call, proceed) => {
    for (const effect of effects) {
      const refusal = refusalOf(effect, call, surroundings);
      if (refusal !== undefined) throw refusal;
    }
    const stale = effects.find(({ kind }) => kind === 'stale-read');
    const hasSmallPages = effects.some(({ kind }) => kind === 'small-pages');
    const input = hasSmallPages ? smallestPages(call, call.input) : call.input;
    const output =
      stale?.kind === 'stale-read' && call.input !== undefined
        ? surroundings.readStale(call, input, stale.bySeconds)
        : proceed(input);
    return effects.reduce((changed, effect) => afterwards(changed, effect, call), output);
  };

/** Why AWS does nothing at all, if an effect says so. */
const refusalOf = (effect: CallEffect, call: Call, { account }: Surroundings): ApiError | undefined => {
  switch (effect.kind) {
    case 'throttle':
    case 'rate-limit':
      return throttled(call);
    case 'access-denied': {
      const by = effect.by ?? 'identity-based policy';
      return accessDenied(call, { principal: account.callerArn, resource: resourceOf(call, account), by });
    }
    case 'expired-token':
      return expiredToken(call);
    case 'server-error':
      return effect.applied ? undefined : serverError(call, effect.status);
    case 'captive-portal':
      return NEVER_REACHED;
    case 'hang':
    case 'reset':
    case 'bad-gateway':
    case 'empty-answer':
      return effect.applied ? undefined : NEVER_REACHED;
    default:
      return undefined;
  }
};

/** Nobody sees this one: the call was lost on its way, and so is the answer that AWS never gave. */
const NEVER_REACHED = new ApiError({ name: 'NeverReached', message: 'The call did not reach AWS.' });

/** @throws ApiError when the effect is an error that comes although the change has been made */
const afterwards = (output: unknown, effect: CallEffect, call: Call): unknown => {
  if (effect.kind === 'server-error') throw serverError(call, effect.status);
  if (effect.kind !== 'other-account' || typeof output !== 'object' || output === null) return output;
  const arn = 'Arn' in output && typeof output.Arn === 'string' ? output.Arn : '';
  return { ...output, Account: effect.accountId, Arn: arn.replace(/:\d{12}:/, `:${effect.accountId}:`) };
};
