import { factName } from './fact-words.ts';
import type { Plan, UndoStep } from './plan.ts';

/**
 * Why a plan cannot be carried out, or not be taken back: a request of it would send `[redacted]`, where AWS holds
 * something that looks like a secret. Nothing is written then, because a secret that is not kept cannot be put back.
 */
export function withheldFrom({ steps }: Pick<Plan, 'steps'>): readonly string[] {
  const applies = steps.filter(step => step.kind === 'apply');
  const writes = applies.flatMap(step => [step, ...(step.undo.kind === 'steps' ? step.undo.steps : [])]);
  const names = writes
    .filter(sendsRedacted)
    .flatMap(({ changes }) => changes.slice(0, 1).map(({ fact }) => factName(fact)));
  return [...new Set(names)].map(
    name =>
      `In ${name} something looks like a secret. headroom keeps no secrets, so it could not put it back as it was. Take the secret out of it, or change it by hand.`,
  );
}

const sendsRedacted = ({ effect }: Pick<UndoStep, 'effect'>): boolean =>
  JSON.stringify(effect.input).includes('[redacted]');
