import type { Check, ExpectedFact } from '../domain/check.ts';
import { type ConfiguredFact, configurationWrite } from '../domain/configuration-write.ts';
import type { ApplyStep, UndoStep } from '../domain/plan.ts';
import { minutes } from '../domain/time.ts';

/** One thing that is configured as a whole, from what AWS holds to what is wanted; `null` is none. */
export interface ConfigurationMove {
  readonly fact: ConfiguredFact;
  readonly from: string | null;
  readonly to: string | null;
  /** What it is in a title: `scheduled action night-down`. */
  readonly what: string;
}

interface Around {
  readonly id: string;
  readonly unchanged: readonly ExpectedFact[];
  /** What else has to come true before the next step. */
  readonly alsoVerify?: readonly Check[];
  readonly withinMs?: number;
}

/** The write with its verification, and the write that brings back what was there, to the letter. */
export function configurationStep(move: ConfigurationMove, around: Around): ApplyStep {
  const { verify, ...write } = written(move);
  const { alsoVerify = [], withinMs = minutes(2) } = around;
  return {
    kind: 'apply',
    id: around.id,
    ...write,
    unchanged: around.unchanged,
    verify: alsoVerify.length === 0 ? verify : { check: 'all', of: [verify, ...alsoVerify] },
    verifyWithinMs: withinMs,
    undo: { kind: 'steps', steps: [written({ ...move, from: move.to, to: move.from })] },
  };
}

const written = ({ fact, from, to, what }: ConfigurationMove): UndoStep => ({
  title: `${verbOf(from, to)} ${what}`,
  ...configurationWrite(fact, { from, to }),
  verify: { check: 'facts', expect: [{ fact, value: to }] },
});

function verbOf(from: string | null, to: string | null): string {
  if (from === null) return 'Make';
  return to === null ? 'Delete' : 'Change';
}
