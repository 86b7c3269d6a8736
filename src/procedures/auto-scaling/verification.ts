import type { Check } from '../../domain/check.ts';
import type { Change } from '../../domain/fact.ts';
import type { ServiceKey } from '../../domain/snapshot.ts';

/** What is configured holds as soon as AWS says so; a count holds once its tasks run and are healthy. */
export function verificationOf(service: ServiceKey, changes: readonly Change[]): Check {
  const configured = changes.filter(({ fact }) => fact.attribute !== 'desiredCount');
  const count = changes.find(({ fact }) => fact.attribute === 'desiredCount');
  return all([
    ...(configured.length === 0
      ? []
      : [{ check: 'facts' as const, expect: configured.map(({ fact, to }) => ({ fact, value: to })) }]),
    ...(count === undefined
      ? []
      : [
          {
            check: 'service-stable' as const,
            service,
            desiredCount: Number(count.to),
            orMore: Number(count.to) > Number(count.from),
          },
        ]),
  ]);
}

/** One check alone, several together. */
export function all(checks: readonly Check[]): Check {
  const [only, ...more] = checks;
  return only !== undefined && more.length === 0 ? only : { check: 'all', of: checks };
}
