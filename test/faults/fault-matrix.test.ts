import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FaultKind } from '../../src/domain/fault.ts';
import type { WriteOutcome } from '../../src/domain/ports.ts';
import type { CallEffect } from '../../src/sim/faults/active-faults.ts';
import { call, type Ended, inputsFor, isWordless, operationNames, restock } from '../aws/support/every-operation.ts';
import { shortLimits, simulatedAccount } from '../aws/support/simulated-account.ts';
import { measured } from './figures.ts';

interface Row<Kind extends CallEffect['kind']> {
  readonly effect: Extract<CallEffect, { kind: Kind }>;
  readonly read: 'answered' | FaultKind;
  readonly write: WriteOutcome['outcome'];
  /** Whether AWS has carried the write out. */
  readonly applied: boolean;
  /** The operations that this cannot happen to. */
  readonly spares?: RegExp;
  /** Whether it only spoils what an answer says: one that says nothing may be believed all the same. */
  readonly spoilsWords?: true;
}

const whoAmI = /GetCallerIdentity/;

/** Services that are asked one thing only, or two things with one answer: theirs cannot be told from another one's. */
const alike = /GetCallerIdentity|ServiceQuota|DescribeSubnets|DescribeReplicationGroups|PutTargets|RemoveTargets/;

/** What everything that can go wrong with a call makes of it. A new kind of fault does not compile without its rows. */
const table: { readonly [Kind in CallEffect['kind']]: readonly Row<Kind>[] } = {
  delay: [
    { effect: { kind: 'delay', ms: 20 }, read: 'answered', write: 'accepted', applied: true },
    { effect: { kind: 'delay', ms: 60_000 }, read: 'timeout', write: 'unknown', applied: true },
  ],
  hang: [
    { effect: { kind: 'hang', applied: false }, read: 'timeout', write: 'unknown', applied: false },
    { effect: { kind: 'hang', applied: true }, read: 'timeout', write: 'unknown', applied: true },
  ],
  reset: [
    { effect: { kind: 'reset', applied: false }, read: 'unreachable', write: 'unknown', applied: false },
    { effect: { kind: 'reset', applied: true }, read: 'unreachable', write: 'unknown', applied: true },
  ],
  'truncated-body': [
    { effect: { kind: 'truncated-body' }, read: 'unreachable', write: 'unknown', applied: true, spoilsWords: true },
  ],
  trickle: [
    {
      effect: { kind: 'trickle', msPerByte: 100 },
      read: 'timeout',
      write: 'unknown',
      applied: true,
      spoilsWords: true,
    },
  ],
  'bad-gateway': [
    { effect: { kind: 'bad-gateway', applied: false }, read: 'service', write: 'unknown', applied: false },
    { effect: { kind: 'bad-gateway', applied: true }, read: 'service', write: 'unknown', applied: true },
  ],
  'captive-portal': [{ effect: { kind: 'captive-portal' }, read: 'unreadable', write: 'unknown', applied: false }],
  'empty-answer': [
    {
      effect: { kind: 'empty-answer', applied: false },
      read: 'unreadable',
      write: 'unknown',
      applied: false,
      spoilsWords: true,
    },
    {
      effect: { kind: 'empty-answer', applied: true },
      read: 'unreadable',
      write: 'unknown',
      applied: true,
      spoilsWords: true,
    },
  ],
  'swapped-answer': [
    {
      effect: { kind: 'swapped-answer' },
      read: 'unreadable',
      write: 'unknown',
      applied: true,
      spares: alike,
      spoilsWords: true,
    },
  ],
  throttle: [{ effect: { kind: 'throttle' }, read: 'throttled', write: 'rejected', applied: false }],
  'rate-limit': [
    {
      effect: { kind: 'rate-limit', perSecond: 0.001, burst: 1 },
      read: 'throttled',
      write: 'rejected',
      applied: false,
    },
  ],
  'access-denied': [
    { effect: { kind: 'access-denied' }, read: 'denied', write: 'rejected', applied: false, spares: whoAmI },
  ],
  'expired-token': [{ effect: { kind: 'expired-token' }, read: 'credentials', write: 'rejected', applied: false }],
  'server-error': [500, 503].flatMap(status =>
    [false, true].map(
      (applied): Row<'server-error'> => ({
        effect: { kind: 'server-error', status: status === 500 ? 500 : 503, applied },
        read: 'service',
        write: 'unknown',
        applied,
      }),
    ),
  ),
  'stale-read': [{ effect: { kind: 'stale-read', bySeconds: 1 }, read: 'answered', write: 'accepted', applied: true }],
  'small-pages': [{ effect: { kind: 'small-pages' }, read: 'answered', write: 'accepted', applied: true }],
  'other-account': [
    {
      effect: { kind: 'other-account', accountId: '999999999999' },
      read: 'answered',
      write: 'accepted',
      applied: true,
    },
  ],
};

type AnyRow = { [Kind in CallEffect['kind']]: Row<Kind> }[CallEffect['kind']];

const rows: readonly AnyRow[] = Object.values(table).flat();
const unhandled: unknown[] = [];
const keep = (reason: unknown): void => void unhandled.push(reason);
let cells = 0;
let sentAgain = 0;

beforeAll(() => void process.on('unhandledRejection', keep));
afterAll(() => {
  process.off('unhandledRejection', keep);
  measured(
    'G6',
    `${operationNames.length} operations x ${rows.length} faults, asked and polled: ${cells} cells, all of the right class, ${unhandled.length} unhandled rejections`,
  );
  measured('G7', `${sentAgain} writes sent twice in ${cells} cells`);
});

/** Every operation under this fault, all at once; and what AWS has seen of it. */
async function everyOperationUnder({ effect, read }: AnyRow, as: 'asked' | 'polled'): Promise<Under> {
  const account = await simulatedAccount();
  const sound = account.open();
  const opened = account.open(read === 'timeout' ? { limits: shortLimits } : {});
  try {
    const inputs = await inputsFor(account, sound);
    // What was answered before is what answers are mixed up with; and it shows that the inputs are good.
    const before = await Promise.all(operationNames.map(operation => call(operation, inputs, sound)));
    expect(before.filter(({ faultKind }) => faultKind !== undefined)).toEqual([]);
    account.simulator.world.clock.runUntil(account.simulator.world.clock.now + 60_000);
    restock(account);
    const [writesBefore, requestsBefore] = [account.simulator.history.writes.length, account.requests.length];
    account.setFaults({ effect });
    // A rate limit lets the first call through: it is not one of those that count.
    if (effect.kind === 'rate-limit') await call('ecs:ListClusters', inputs, opened);
    const ended = await Promise.all(operationNames.map(operation => call(operation, inputs, opened, as)));
    return {
      ended,
      applied: account.simulator.history.writes.slice(writesBefore).map(({ operation }) => operation),
      sent: account.requests.slice(requestsBefore),
    };
  } finally {
    await account.close();
  }
}

interface Under {
  readonly ended: readonly Ended[];
  readonly applied: readonly string[];
  readonly sent: readonly string[];
}

const matrix = rows.flatMap(row =>
  (['asked', 'polled'] as const).map(as => ({ row, as, effect: JSON.stringify(row.effect) })),
);

it.concurrent.each(matrix)(
  'G6, G7, N4, N7, N8: every operation ends in the class that it must, and no write is sent twice: $as, $effect',
  async ({ row, as }) => {
    const { ended, applied, sent } = await everyOperationUnder(row, as);
    for (const { operation, kind, end, because } of ended) {
      const spared = row.spares?.test(operation) === true;
      const mayBeBelieved = spared || (row.spoilsWords === true && isWordless(operation));
      const isBelieved = mayBeBelieved && end === 'accepted';
      const ofWrite = isBelieved ? 'accepted' : row.write;
      const expected = kind === 'write' ? ofWrite : spared ? 'answered' : row.read;
      expect(`${operation}: ${end}`, because).toBe(`${operation}: ${expected}`);
      cells += 1;
      if (kind !== 'write') continue;
      const name = operation.slice(operation.indexOf(':') + 1);
      const times = sent.filter(each => each === name).length;
      sentAgain += times > 1 ? 1 : 0;
      const done = applied.filter(each => each === operation).length;
      // Where time ran out, a busy machine may not even have got as far as sending it.
      const isSent = row.read !== 'timeout' || times > 0;
      expect({ operation, times, done }).toEqual({
        operation,
        times: isSent ? 1 : 0,
        done: isSent && row.applied ? 1 : 0,
      });
    }
    expect(unhandled).toEqual([]);
  },
  60_000,
);
