import { afterEach, describe, expect, it } from 'vitest';
import { type OperationName, operations } from '../../src/domain/operations.ts';
import { call, inputsFor, isWordless, operationNames, restock } from '../aws/support/every-operation.ts';
import { type SimulatedAccount, simulatedAccount } from '../aws/support/simulated-account.ts';
import { cases, measured, seed } from './figures.ts';
import { chanceOf, garbled } from './garble.ts';

const open: SimulatedAccount[] = [];
afterEach(async () => {
  for (const account of open.splice(0)) await account.close();
});

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const nameOf = (operation: OperationName): string => operation.slice(operation.indexOf(':') + 1);

/** An account whose answers can be replaced, operation by operation, and what it really answers. */
async function garblingAccount() {
  const instead = new Map<string, string>();
  const real = new Map<string, string>();
  const account = await simulatedAccount({
    garble(operation, body) {
      real.set(operation, Buffer.from(body).toString('latin1'));
      const other = instead.get(operation);
      return other === undefined ? body : bytesOf(other);
    },
  });
  open.push(account);
  const opened = account.open();
  const inputs = await inputsFor(account, opened);
  for (const operation of operationNames) expect(await call(operation, inputs, opened)).toMatchObject({ because: '' });
  return {
    ...account,
    opened,
    inputs,
    /** The answer to an operation as the wire had it. */
    bodyOf: (operation: OperationName) => real.get(nameOf(operation)) ?? '',
    /** Whether the program believes this answer. */
    async isBelieved(operation: OperationName, body: string): Promise<boolean> {
      restock(account, [operation]);
      instead.set(nameOf(operation), body);
      const { end } = await call(operation, inputs, opened);
      instead.delete(nameOf(operation));
      return end === 'answered' || end === 'accepted';
    },
  };
}

/**
 * Whether a garbled answer still says all that its operation has to say, judged without the program: it parses, and for
 * a write it has exactly what was asked for where that stands.
 */
function mayBeBelieved(operation: OperationName, body: string): boolean {
  if (isWordless(operation)) return true;
  // What stands behind a whole answer takes nothing from it.
  if (body.startsWith('<')) return body.includes(`</${nameOf(operation)}Response>`);
  try {
    const answer: unknown = JSON.parse(body);
    if (operations[operation].kind === 'read') return typeof answer === 'object' && answer !== null;
    return essentials[operation]?.every(([path, value]) => at(answer, path) === value) ?? true;
  } catch {
    return false;
  }
}

const essentials: Partial<Record<OperationName, readonly (readonly [string, unknown])[]>> = {
  'ecs:UpdateService': [
    ['service.serviceName', 'waooaw-backend'],
    ['service.desiredCount', 3],
  ],
};

const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
      value,
    );

const mutations = cases(30, 650);
const step = cases(61, 1);
let believed = 0;
let mutated = 0;
let cut = 0;

describe('an answer that is not what AWS sent', () => {
  it('G8, N10: is not believed, whatever is wrong with it', async () => {
    const { bodyOf, isBelieved } = await garblingAccount();
    const falselyBelieved: string[] = [];
    await Promise.all(
      operationNames.map(async (operation, index) => {
        const chance = chanceOf(seed + index);
        for (let round = 0; round < mutations; round += 1) {
          const body = garbled(bodyOf(operation), chance);
          mutated += 1;
          if (!(await isBelieved(operation, body))) continue;
          believed += 1;
          if (!mayBeBelieved(operation, body)) falselyBelieved.push(`${operation}: ${body}`);
        }
      }),
    );
    expect(falselyBelieved).toEqual([]);
    // Most of a good answer is words and numbers that could as well be others: some must be believed, or all are refused.
    expect(believed).toBeGreaterThan(0);
  }, 300_000);

  it('G8, N9: is not believed when it was cut, wherever that was', async () => {
    const { bodyOf, isBelieved } = await garblingAccount();
    const falselyBelieved: string[] = [];
    await Promise.all(
      operationNames.map(async (operation, index) => {
        const body = bodyOf(operation);
        if (isWordless(operation)) return;
        for (let length = index % step; length < body.trimEnd().length; length += step) {
          cut += 1;
          if (await isBelieved(operation, body.slice(0, length))) falselyBelieved.push(`${operation}: ${length} bytes`);
        }
      }),
    );
    expect(falselyBelieved).toEqual([]);
    measured(
      'G8',
      `${mutated.toLocaleString('en')} mutations and ${cut.toLocaleString('en')} truncations of the answers to ${operationNames.length} operations: 0 falsely believed`,
    );
  }, 600_000);
});
