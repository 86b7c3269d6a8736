import type { ServiceKey } from '../../domain/snapshot.ts';

/** The answers, as `plan` gets them. */
export interface ScheduleInput {
  readonly service: ServiceKey;
  readonly timeZone: string;
  readonly nightMin: number;
  readonly dayMin: number;
  readonly nightMax: number;
  readonly dayMax: number;
  readonly downAt: string;
  readonly upAt: string;
  readonly days: string;
  readonly name: string;
  readonly how: string;
  readonly functionName: string;
}

/** One end of the night: when it comes, and what holds from then on. */
export interface Turn {
  readonly way: 'down' | 'up';
  /** Local time, `02:00`. */
  readonly time: string;
  readonly min: number;
  readonly max: number;
}

/** The two belong together: whatever takes capacity away in the evening has what gives it back in the morning. */
export interface Pair {
  readonly down: Turn;
  readonly up: Turn;
}

export const pairOf = (input: ScheduleInput): Pair => ({
  down: { way: 'down', time: input.downAt, min: input.nightMin, max: input.nightMax },
  up: { way: 'up', time: input.upAt, min: input.dayMin, max: input.dayMax },
});

/** `night-down`, `night-up`: scheduled actions have names of their own for every service. */
export const actionName = ({ name }: Pick<ScheduleInput, 'name'>, { way }: Turn): string => `${name}-${way}`;

/** `waooaw-backend-night-down`: rules are the account's, so the service stands in their names. */
export const ruleName = (input: Pick<ScheduleInput, 'name' | 'service'>, turn: Turn): string =>
  `${input.service.slice(input.service.indexOf('/') + 1)}-${actionName(input, turn)}`;

/** AWS's cron: minutes, hours, day of the month, month, day of the week, year; one of the two days is always `?`. */
export function cronOf({ time }: Turn, days: string): string {
  const [hour = '', minute = ''] = time.split(':');
  return `cron(${Number(minute)} ${Number(hour)} ${days === 'weekdays' ? '? * MON-FRI' : '* * ?'} *)`;
}

/** `2–10` */
export const boundsOf = ({ min, max }: Pick<Turn, 'min' | 'max'>): string => `${min}–${max}`;
