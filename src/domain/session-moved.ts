import type { Session } from './snapshot.ts';

/** In what the two sessions differ, in words, if they differ in anything that decides what a write would touch. */
export function sessionMoved(planned: Session, now: Session): string | undefined {
  const rows: readonly (readonly [string, string, string])[] = [
    ['account', planned.accountId, now.accountId],
    ['region', planned.region, now.region],
    ['caller', planned.principalArn, now.principalArn],
    ['environment', kindOf(planned), kindOf(now)],
    ['AWS', planned.simulated ? 'simulated' : 'real', now.simulated ? 'simulated' : 'real'],
    ['endpoint', planned.endpoint ?? "AWS's own", now.endpoint ?? "AWS's own"],
  ];
  const different = rows.filter(([, before, after]) => before !== after);
  if (different.length === 0) return undefined;
  return different
    .map(([what, before, after]) => `the ${what} was ${before} in the plan and is ${after} now`)
    .join('; ');
}

/** Its name may be given anew; whether the heavier confirmations are asked for may not. */
const kindOf = ({ production }: Session): string => (production ? 'production' : 'no production');
