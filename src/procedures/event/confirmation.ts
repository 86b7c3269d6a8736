import { type Confirmation, type Grade, heavier } from '../../domain/confirmation.ts';
import { reasonsIn } from '../scale-service/confirmation.ts';
import type { EventService } from './situation.ts';

/** Why a question is harder than for the same count without an event. */
export interface EventReason<Of> {
  readonly grade: Grade;
  readonly says: string;
  readonly applies: (of: Of) => boolean;
}

/**
 * The question before the first write, as heavy as its heaviest reason.
 * @param consequence what becomes of the service: a clause that follows its name
 */
export function eventConfirmation<Of extends EventService>(
  of: Of,
  reasons: readonly EventReason<Of>[],
  consequence: string,
): Confirmation {
  const { service, session, asked, before } = of;
  const applying = [...reasonsIn(of), ...reasons.filter(({ applies }) => applies(of))];
  const heaviest = applying.map(reason => reason.grade).reduce(heavier, 'press');
  // Where the count stays, it is no number to type.
  const grade = heaviest === 'number' && asked.desiredCount === before.desiredCount ? 'name' : heaviest;
  const phrases: Readonly<Record<Grade, string>> = {
    press: 'y',
    number: String(asked.desiredCount),
    name: service.service,
  };
  return {
    grade,
    phrase: phrases[grade],
    consequence: `${service.service} in account ${session.accountId} ${session.region} ${consequence}.`,
    because: applying.map(({ says }) => says),
  };
}
