import { RandomStream } from '../../src/sim/world/rng.ts';

const ROUNDS = 5;
const DRAWS = 5_000_000;

/**
 * How long this machine needs for a fixed piece of arithmetic, in milliseconds, right now: about 20 on a quiet one. What
 * a test times against it does not fail because the machine is slow or busy.
 */
export const machinePaceMs = (): number => {
  const random = new RandomStream(1);
  const took: number[] = [];
  let sum = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = performance.now();
    for (let draw = 0; draw < DRAWS; draw += 1) sum += random.next();
    took.push(performance.now() - before);
  }
  // Used, so that the loop cannot be left out.
  if (sum === 0) throw new Error('the random stream draws nothing but zeros');
  return took.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
};
