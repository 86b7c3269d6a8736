import { statusSign } from '../components/status-sign.ts';
import type { RequestUse } from '../domain/request-use.ts';
import type { AppState } from '../hooks/use-app-state.ts';
import { count, duration, timeOfDay } from '../terminal/format.ts';
import { type Line, span } from '../terminal/line.ts';

/** Below this many cells there is no room for since when. */
const narrow = 80;

/** The budget is kept at the cost of age. */
const heldWords = ({ perMinute }: RequestUse, width: number): Line => {
  const why = width < narrow ? '' : ': reading slower';
  return [statusSign('warning'), span(` kept to ${count(perMinute)} requests/min${why} `, 'warning')];
};

/** Which service of AWS fails since when and is tried when, or that polling is slowed, by AWS or by the budget; undefined while all is well. */
export function awsTrouble({ outages, slowed, requests }: AppState, width: number): Line | undefined {
  const [outage, ...others] = outages;
  if (outage !== undefined) {
    const more = others.length === 0 ? 'fails' : `and ${others.length} more fail`;
    const since = width < narrow ? '' : ` since ${timeOfDay(outage.since)}`;
    const words = ` ${outage.service} ${more}${since}, next try ${timeOfDay(outage.nextProbeAt)} `;
    return [statusSign('warning'), span(words, 'warning')];
  }
  if (slowed === undefined) return requests?.isHeld ? heldWords(requests, width) : undefined;
  const words = ` AWS throttles: ${slowed.part} read every ${duration(slowed.everyMs)} `;
  return [statusSign('warning'), span(words, 'warning')];
}
