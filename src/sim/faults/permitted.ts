import type { Around } from '../wire/around.ts';
import type { World } from '../world/world.ts';
import { accessDenied } from './api-errors.ts';
import { isPossible } from './around-call.ts';
import { resourceOf } from './resource.ts';

/** Refuses what the caller's permissions do not allow, before anything else happens to the call. */
export const permitted =
  ({ account, permissions }: World, around: Around): Around =>
  (call, proceed) => {
    const denial = isPossible({ kind: 'access-denied' }, call) ? permissions.denialOf(call.name) : undefined;
    if (denial === undefined) return around(call, proceed);
    throw accessDenied(call, { principal: account.callerArn, resource: resourceOf(call, account), by: denial.by });
  };
