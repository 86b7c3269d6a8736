import { describe, expect, it } from 'vitest';
import { boundsLines } from '../../src/components/bounds-lines.ts';
import type { NetChange } from '../../src/components/change-table.ts';
import { fresh } from '../../src/domain/observed.ts';
import { plainText } from '../../src/terminal/line.ts';
import { backend, now, scaling, service, target } from '../support/snapshots.ts';

const suspendedService = service({
  scaling: fresh(
    scaling({
      target: target({ suspended: { dynamicScalingIn: true, dynamicScalingOut: false, scheduledScaling: true } }),
    }),
    now,
  ),
});

type Flag = 'dynamicScalingInSuspended' | 'dynamicScalingOutSuspended' | 'scheduledScalingSuspended';

const switched = (attribute: Flag, to: boolean): NetChange => ({
  fact: { service: backend, attribute },
  from: !to,
  to,
  steps: 1,
  movedByAws: false,
});

const moved = (attribute: 'minCapacity' | 'maxCapacity', from: number | null, to: number | null): NetChange => ({
  fact: { service: backend, attribute },
  from,
  to,
  steps: 1,
  movedByAws: false,
});

const texts = (changes: readonly NetChange[]): readonly string[] =>
  boundsLines(suspendedService, changes).map(plainText);

describe('the bounds beside a plan', () => {
  it('say on a line of its own what is suspended, so that no width cuts it', () => {
    expect(texts([]).at(-1)).toBe('! suspended: scale-in, scheduled');
  });

  it('tell of what will be: what the plan resumes is not suspended any more', () => {
    expect(texts([switched('dynamicScalingInSuspended', false)]).at(-1)).toBe('! suspended: scheduled');
    expect(
      texts([switched('dynamicScalingInSuspended', false), switched('scheduledScalingSuspended', false)]),
    ).toHaveLength(1);
  });

  it('tell of what the plan suspends as well', () => {
    expect(texts([switched('dynamicScalingOutSuspended', true)]).at(-1)).toBe(
      '! suspended: scale-in, scale-out, scheduled',
    );
  });

  it('are those that the plan sets up where there were none, and none where it takes them away', () => {
    const without = service({ scaling: fresh(scaling({ target: null, policies: [] }), now) });
    const said = (changes: readonly NetChange[]) => boundsLines(without, changes).map(plainText);
    expect(said([])).toEqual(['No auto-scaling here: nothing else moves the count.']);
    expect(said([moved('minCapacity', null, 2), moved('maxCapacity', null, 10)])).toEqual([
      'MinCapacity 2 ≤ desiredCount 2 ≤ MaxCapacity 10',
    ]);
    expect(texts([moved('minCapacity', 2, null), moved('maxCapacity', 10, null)])).toEqual([
      'None any more: nothing else moves the count.',
    ]);
  });
});
