import type { OpenObligation } from '../../../src/domain/obligation.ts';
import type { Planned } from '../../../src/domain/plan.ts';
import type { Snapshot } from '../../../src/domain/snapshot.ts';
import { hours, minutes } from '../../../src/domain/time.ts';
import { zonedTime } from '../../../src/domain/zoned-time.ts';
import type { PrepareInput } from '../../../src/procedures/event/preparation.ts';
import { prepareForEvent } from '../../../src/procedures/prepare-for-event.ts';
import { standDownAfterEvent } from '../../../src/procedures/stand-down-after-event.ts';
import { appliesOf } from '../../support/planned.ts';
import { backend, now } from '../../support/snapshots.ts';

/** The runbook's campaign, prepared for now, unless something else is asked. */
export const prepare = (
  seen: Snapshot,
  asked: Partial<PrepareInput> = {},
  owed: readonly OpenObligation[] = [],
): Planned =>
  prepareForEvent.plan(
    {
      service: backend,
      requestsPerMinute: 5000,
      start: '',
      end: zonedTime(now + hours(4), 'UTC'),
      bufferPercent: 20,
      requestsPerTask: 500,
      rest: minutes(2),
      warmUp: '/health',
      warmUpRequests: 50,
      ...asked,
    },
    seen,
    owed,
  );

export const standDown = (seen: Snapshot, owed: readonly OpenObligation[], rest = minutes(10)): Planned =>
  standDownAfterEvent.plan({ service: backend, rest }, seen, owed);

/** Each write with what it moves: "maxCapacity 10 → 18". */
export const moves = (planned: Planned): readonly string[] =>
  appliesOf(planned).map(({ changes }) =>
    changes.map(({ fact: { attribute, name = '' }, from, to }) => `${attribute}${name} ${from} → ${to}`).join(', '),
  );
