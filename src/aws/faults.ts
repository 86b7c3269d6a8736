import { type Fault, FaultError } from '../domain/fault.ts';
import { outsideText } from '../domain/outside-text.ts';
import { type SecretReference, sourceOfSecret } from '../domain/secret.ts';
import { awsFaults } from './aws-faults.ts';
import type { Asked, FaultRow } from './fault-row.ts';
import { seenError } from './seen-error.ts';
import { transportFaults } from './transport-faults.ts';

const rows: readonly FaultRow[] = [...awsFaults, ...transportFaults];

/** Turns anything that was thrown on the way to AWS into words and a kind. It never throws. */
export function faultOf(error: unknown, asked: Asked): Fault {
  if (error instanceof FaultError) return error.fault;
  const seen = seenError(error);
  // What AWS or a proxy wrote is quoted in the words below, and it is drawn on a screen.
  const safe = {
    ...seen,
    name: outsideText(seen.name, 100),
    message: outsideText(seen.message, 500),
    code: seen.code === null ? null : outsideText(seen.code, 100),
  };
  const row = rows.find(({ fits }) => fits(safe)) ?? anythingElse;
  return {
    ...row.says(safe, asked),
    operation: asked.operation,
    ...(safe.code === null ? {} : { code: safe.code }),
  };
}

const anythingElse: FaultRow = {
  fits: () => true,
  says: ({ name, message }, { operation }) => ({
    kind: 'unreadable',
    because: `${operation} failed in a way that the program does not know: ${name}: ${message}`,
    nextStep: 'Try again; if it happens every time, report it with this text.',
  }),
};

/** The fault of an answer that came with HTTP 200 and is not what AWS would have sent. */
export const unreadableAnswer = (wrong: string, { operation, endpoint }: Asked): Fault => ({
  kind: 'unreadable',
  because: `the answer to ${operation} is not one that AWS gives: ${outsideText(wrong, 200)}`,
  nextStep:
    endpoint === null
      ? 'Check whether a proxy or a login page stands between this machine and AWS.'
      : `Check that ${endpoint} really is an AWS endpoint.`,
  operation,
});

/** The fault of a write that was never sent, because a secret in it cannot be had any more. */
export const secretGone = (reference: SecretReference, { operation }: Asked): Fault => ({
  kind: 'rejected',
  because: `the secret for ${operation} is not to be had: ${outsideText(sourceOfSecret(reference))} is gone, or holds another one than when it was planned`,
  nextStep: 'Nothing was sent. Put the secret back where it was, or plan again.',
  operation,
});
