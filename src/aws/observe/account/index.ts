import { type FixedAccountPart, functionOfPart } from '../../../domain/account-snapshot.ts';
import { fresh, missing, type Observed } from '../../../domain/observed.ts';
import { isServicePart, type Part, type Snapshot } from '../../../domain/snapshot.ts';
import type { AccountPatch } from '../../../domain/snapshot-patch.ts';
import type { Clock } from '../../../domain/time.ts';
import { type ObservationContext, thrownFault } from '../observation.ts';
import type { AccountObservation, AccountRequest } from './account-observation.ts';
import { caches } from './caches.ts';
import { databases } from './databases.ts';
import { fargateQuota } from './fargate-quota.ts';
import { readFunction } from './functions.ts';
import { metricAlarms } from './metric-alarms.ts';
import { rules } from './rules.ts';
import { topics } from './topics.ts';

/** How each part of an account is read: a part without a way to read it does not compile. */
const accountObservations: { readonly [Part in FixedAccountPart]: AccountObservation<Part> } = {
  fargateQuota,
  metricAlarms,
  topics,
  rules,
  databases,
  caches,
};

/** Reads the parts of the account among these, each on its own: one that failed is `missing` in the patch. */
export async function readAccount(
  context: ObservationContext,
  parts: readonly Part[],
  known: Snapshot,
  signal: AbortSignal | undefined,
): Promise<AccountPatch> {
  const request: AccountRequest = { context, configured: known.configured, signal };
  const asked = [...new Set(parts)].filter(part => !isServicePart(part));
  const names = asked.flatMap(part => functionOfPart(part) ?? []);
  const fixed = asked.flatMap(part => (isFixed(part) ? [part] : []));
  const [read, functions] = await Promise.all([
    Promise.all(
      fixed.map(async part => [part, await observed(context.clock, () => readFixed(part, request))] as const),
    ),
    Promise.all(
      names.map(async name => [name, await observed(context.clock, () => readFunction(name, request))] as const),
    ),
  ]);
  return {
    ...Object.fromEntries(read),
    ...(functions.length > 0 && { functions: Object.fromEntries(functions) }),
  };
}

const isFixed = (part: Part): part is FixedAccountPart => Object.hasOwn(accountObservations, part);

const readFixed = (part: FixedAccountPart, request: AccountRequest): Promise<unknown> =>
  accountObservations[part](request);

async function observed<Value>(clock: Clock, read: () => Promise<Value>): Promise<Observed<Value>> {
  try {
    return fresh(await read(), clock.now());
  } catch (error) {
    return missing(thrownFault(error));
  }
}
