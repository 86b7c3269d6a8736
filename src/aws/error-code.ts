import type { SeenError } from './seen-error.ts';

/** Whether AWS's code, which has no `Exception` or `Fault` at its end any more, is one of these. */
export const codeIn =
  (...codes: readonly string[]) =>
  ({ code }: SeenError): boolean =>
    code !== null && codes.includes(code);
