import { fitAt, type LimitId, type LimitReading } from '../../domain/limits/limit.ts';
import { fullWords, takenWords, tightWords } from '../../domain/limits/limit-words.ts';
import { shortZones } from '../../domain/limits/subnet-addresses.ts';
import type { CheckStep, Prediction } from '../../domain/plan.ts';
import { tasks } from './lasting.ts';
import type { Situation } from './situation.ts';

/** Why there is no room for the tasks: each with the numbers and the ways out. */
export const roomBlockers = ({ limits, asked }: Situation): readonly string[] =>
  limits.flatMap(reading =>
    reading.known && fitAt(reading.limit, asked.desiredCount) === 'full'
      ? [fullWords(reading.limit, asked.desiredCount)]
      : [],
  );

/** What becomes tight, then what nobody could look at: a guard without data is none, and that has to be known. */
export function roomWarnings({ service, limits, asked }: Situation): readonly string[] {
  if (limits.length === 0) return [];
  const tight = limits.flatMap(reading =>
    reading.known && fitAt(reading.limit, asked.desiredCount) === 'tight'
      ? [tightWords(reading.limit, asked.desiredCount)]
      : [],
  );
  const short = shortZones(service, asked.desiredCount);
  const uneven =
    short.length > 0
      ? [
          `The subnets in ${short.join(' and ')} have too few free addresses for their share of the new tasks: the spread over the zones becomes uneven.`,
        ]
      : [];
  const unknown = limits.flatMap(reading =>
    reading.known ? [] : [`Whether there is room is not known for ${lowered(reading.label)}. ${reading.because}`],
  );
  return [...tight, ...uneven, ...unknown];
}

/** "Fargate" stays, "Database connections" begins small in the middle of a sentence. */
const lowered = (label: string): string => (/^(Fargate|MaxCapacity)/.test(label) ? label : label.toLowerCase());

export const roomPredictions = ({ limits, asked, before }: Situation): readonly Prediction[] =>
  limits.map(reading => {
    if (!reading.known) return { label: reading.label, before: 'unknown', after: 'unknown' };
    const { limit } = reading;
    return {
      label: limit.label,
      before: takenWords(limit, before.desiredCount),
      after: takenWords(limit, asked.desiredCount),
    };
  });

/**
 * Looked at again before anything is written, because a plan may be old by then. What was not known when the plan was
 * made only warns: a missing permission must not hold up an incident.
 */
export function roomChecks({ service, limits, asked, sharers }: Situation): readonly CheckStep[] {
  const step = (id: string, title: string, readings: readonly LimitReading[], onFailure: CheckStep['onFailure']) =>
    readings.length === 0
      ? []
      : [
          {
            kind: 'check' as const,
            id,
            title,
            check: {
              check: 'room-for-tasks' as const,
              service: service.key,
              desiredCount: asked.desiredCount,
              limits: readings.map((reading): LimitId => (reading.known ? reading.limit.id : reading.id)),
              besides: sharers,
            },
            onFailure,
          },
        ];
  const known = limits.filter(reading => reading.known);
  const unknown = limits.filter(reading => !reading.known);
  return [
    ...step('check-room', `Is there room for ${tasks(asked.desiredCount)}?`, known, 'block'),
    ...step('check-unknown-room', 'Is there room in what could not be read?', unknown, 'warn'),
  ];
}
