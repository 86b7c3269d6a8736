import { expect, it } from 'vitest';
import { type OperationName, operations } from '../../src/domain/operations.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { procedures } from '../../src/procedures/index.ts';
import { roundTrips } from '../laws/round-trips.ts';
import { plannedTrip } from '../support/planned-trip.ts';

const namesOf = (kind: 'read' | 'write'): readonly string[] =>
  Object.entries(operations).flatMap(([name, operation]) => (operation.kind === kind ? [name] : []));

/** What a plan sends, and what its way back would. */
const sentBy = ({ steps }: Plan): readonly OperationName[] =>
  steps.flatMap(step =>
    step.kind === 'apply'
      ? [step, ...(step.undo.kind === 'steps' ? step.undo.steps : [])].map(({ effect }) => effect.operation)
      : [],
  );

async function writesOf(id: string): Promise<readonly string[]> {
  const sent = new Set<string>();
  for (const trip of roundTrips[id] ?? []) {
    for (const name of sentBy((await plannedTrip(id, trip)).plan)) sent.add(name);
  }
  return [...sent].toSorted();
}

it('every permission that the program may need stands in the documentation', { timeout: 120_000 }, async () => {
  const rows: (readonly [string, readonly string[]])[] = [];
  for (const { id } of procedures) rows.push([id, await writesOf(id)]);
  const shown = new Set(rows.flatMap(([, names]) => names));
  expect(namesOf('write').filter(name => !shown.has(name))).toEqual([]);
  await expect(page(rows)).toMatchFileSnapshot('../../docs/permissions.md');
});

const page = (rows: readonly (readonly [string, readonly string[]])[]): string =>
  [
    '# The permissions that headroom uses',
    '',
    'What is missing is said on the screen, part by part, and the rest still works: only the identity and the services have to be',
    'readable. `test/contract/permissions.test.ts` writes this page from the plans of every procedure.',
    '',
    '## To see',
    '',
    '```json',
    JSON.stringify(
      {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: namesOf('read').toSorted(), Resource: '*' }],
      },
      undefined,
      2,
    ),
    '```',
    '',
    '## To change, and to take back',
    '',
    '| Procedure | Permissions |',
    '| --- | --- |',
    ...rows.map(([id, names]) => `| \`${id}\` | ${names.map(name => `\`${name}\``).join(', ')} |`),
    '',
  ].join('\n');
