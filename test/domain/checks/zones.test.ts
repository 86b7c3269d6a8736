import { expect, it } from 'vitest';
import { evaluate, partsNeeded } from '../../../src/domain/check.ts';
import { fresh } from '../../../src/domain/observed.ts';
import type { ZoneTasks } from '../../../src/domain/snapshot.ts';
import { backend, denied, now, snapshot } from '../../support/snapshots.ts';

const check = { check: 'zones-spread', service: backend } as const;

const spread = (...tasks: readonly number[]) =>
  snapshot({
    zones: fresh(
      tasks.map((each, index): ZoneTasks => ({ zone: `us-east-1${'abc'.charAt(index)}`, tasks: each })),
      now,
    ),
  });

it.each([
  [spread(2, 2, 2), 'passed', 'spread over its zones: us-east-1a 2, us-east-1b 2, us-east-1c 2'],
  [spread(1, 1, 0), 'passed', 'spread over its zones: us-east-1a 1, us-east-1b 1, us-east-1c 0'],
  [spread(3, 1, 1), 'waiting', 'not spread evenly over its zones: us-east-1a 3, us-east-1b 1, us-east-1c 1'],
  [spread(2, 0), 'waiting', 'not spread evenly over its zones: us-east-1a 2, us-east-1b 0'],
  [spread(), 'waiting', 'no task runs yet'],
  [
    snapshot({ zones: { state: 'missing', because: denied } }),
    'waiting',
    'the zones of its tasks cannot be read right now',
  ],
] as const)('case %#: %s', (seen, verdict, says) => {
  expect(evaluate(check, seen, now)).toEqual({ verdict, says });
});

it('needs the zones alone', () => expect(partsNeeded(check)).toEqual(['zones']));
