import { exitCodes } from '../domain/exit-code.ts';
import type { Plan } from '../domain/plan.ts';
import type { Secrets } from '../domain/ports.ts';
import { safeText } from '../domain/safe-text.ts';
import { secretsIn, sourceOfSecret } from '../domain/secret.ts';
import { Refusal } from './failure.ts';

/**
 * Before anything is recorded: a plan may have been saved where its secrets are not.
 *
 * Without this a run would find out at the write that needs them, with the writes before it done.
 * @throws Refusal
 */
export function refuseWithoutSecrets(plan: Plan, secrets: Pick<Secrets, 'reveal'>): void {
  const gone = secretsIn(plan.steps).filter(reference => secrets.reveal(reference) === undefined);
  if (gone.length === 0) return;
  const sources = gone.map(reference => safeText(sourceOfSecret(reference))).join(', ');
  throw new Refusal(
    `The plan needs a secret that is not to be had: ${sources} is gone, or holds another one than when it was planned. Nothing was written.`,
    'Put it back where it was, or plan again.',
    exitCodes.nothingWritten,
  );
}
