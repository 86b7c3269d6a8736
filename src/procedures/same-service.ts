import type { ExpectedFact } from '../domain/check.ts';
import type { ServiceCounts, ServiceKey } from '../domain/snapshot.ts';

/** A service that was deleted and made anew under its name is another one: a plan for the old one must not meet it. */
export const sameService = (service: ServiceKey, { arn, createdAt }: ServiceCounts): readonly ExpectedFact[] => [
  { fact: { service, attribute: 'serviceArn' }, value: arn },
  { fact: { service, attribute: 'serviceCreatedAt' }, value: createdAt },
];
