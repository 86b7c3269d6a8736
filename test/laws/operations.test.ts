import { describe, expect, it } from 'vitest';
import { operations } from '../../src/domain/operations.ts';
import { createSimulator } from '../../src/sim/simulator.ts';

/** How IAM's prefix is spelt in the simulator's schemas, where it differs from the namespace of the SDK. */
const handled = createSimulator({ seed: 1, start: Date.UTC(2026, 10, 23, 12), durations: 1 }).operations.map(
  ({ schema }) => schema[2],
);

describe('every operation of the domain', () => {
  it.each(Object.keys(operations))('%s is answered by the simulated AWS', name => {
    expect(handled).toContain(name.split(':')[1]);
  });
});
