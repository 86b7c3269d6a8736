import { describe, expect, it } from 'vitest';
import { fresh } from '../../src/domain/observed.ts';
import { minutes } from '../../src/domain/time.ts';
import { scaleService } from '../../src/procedures/scale-service.ts';
import * as given from '../support/snapshots.ts';
import { backend, now, serviceAt } from '../support/snapshots.ts';
import { planOf, scale, warnings } from './scale-service/asked.ts';

describe('what is not known', () => {
  it('makes predictions say so, with a warning, and does not stand in the way', () => {
    const plan = planOf(
      scale(
        serviceAt(2, undefined, {
          metrics: { state: 'missing', because: given.denied },
          task: { state: 'missing', because: given.denied },
        }),
        4,
      ),
    );
    expect(plan.predictions.find(({ label }) => label === 'CPU')).toMatchObject({
      before: 'unknown',
      after: 'unknown',
    });
    expect(warnings(plan)).toContain('without fresh CPU and requests, task size');
    expect(plan.cost).toBeNull();
  });

  it('includes metrics that are there and ten minutes old', () => {
    const old = { periodMs: minutes(1), points: [{ at: now - minutes(10), value: 90 }] };
    const metrics = fresh(given.metrics({ cpuPercent: old }), now);
    expect(warnings(planOf(scale(serviceAt(2, undefined, { metrics }), 4)))).toContain('no recent CPU');
  });
});

describe('the inputs', () => {
  it('start from the present count', () => {
    const { desiredCount } = scaleService.input;
    expect(desiredCount.kind === 'integer' && desiredCount.startsAt(serviceAt(7), backend)).toBe(7);
  });
});
