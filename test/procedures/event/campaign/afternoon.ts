import type { Instant } from '../../../../src/domain/time.ts';
import { hours } from '../../../../src/domain/time.ts';
import { type InProcessAws, openInProcessAws } from '../../../faults/support/in-process-aws.ts';

const noon = Date.UTC(2026, 10, 27, 12);
const at = (clock: `${number}:${number}`): Instant => {
  const [hour, minute] = clock.split(':').map(Number);
  return noon + hours((hour ?? 0) - 12 + (minute ?? 0) / 60);
};

/** The afternoon of the runbook's campaign, in the order of its clock. */
export const times = {
  prepare: at('13:00'),
  campaign: at('14:00'),
  afterEvent: at('15:00'),
  evening: at('17:00'),
  end: at('19:00'),
} as const;

/** Two waves of the same size: the one that everybody waits for, and one in the evening that nobody has announced. */
const waves = [
  { id: 'campaign', from: times.campaign, extraPerMinute: 4000, rampMinutes: 4, holdMinutes: 45 },
  { id: 'evening', from: times.evening, extraPerMinute: 2500, rampMinutes: 40, holdMinutes: 30 },
] as const;

/** The runbook's production account at noon; both waves come by themselves as its time passes. */
export function openAfternoon(): InProcessAws {
  const aws = openInProcessAws(7, { world: 'waooaw-production', start: noon });
  for (const { id, from, ...surge } of waves) {
    aws.clock.at(from, () => {
      aws.simulator.perform({
        add: { id, match: { resource: 'waooaw-backend' }, effect: { kind: 'surge', ...surge } },
      });
    });
  }
  return aws;
}

/** Lets the afternoon pass until then. */
export const until = async ({ clock }: InProcessAws, instant: Instant): Promise<void> =>
  clock.sleep(Math.max(0, instant - clock.now()));
