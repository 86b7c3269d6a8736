import { predictedCpuPercent, ratedRequestsPerTask } from '../../domain/capacity.ts';
import { comfortableCpuPercent, tightness } from '../../domain/load.ts';
import { meanSince } from '../../domain/metrics.ts';
import { lastKnown } from '../../domain/observed.ts';
import { minutes } from '../../domain/time.ts';
import { tasks } from './lasting.ts';
import type { Situation } from './situation.ts';

/** The runbook watches for half an hour after scaling; tasks are not taken away again before that is over. */
const recentMs = minutes(30);

type WarningIn = (situation: Situation) => string | undefined;

const noTaskLeft: WarningIn = ({ service, asked }) =>
  asked.desiredCount === 0
    ? `With 0 tasks ${service.service} serves nobody, and auto-scaling has no CPU to measure, so nothing starts one again.`
    : undefined;

const loadDoesNotFit: WarningIn = ({ asked, load }) => tightness(load, tasks(asked.desiredCount));

/** A quiet minute is no reason to take tasks away from a busy half hour. */
const busierBefore: WarningIn = ({ service, counts, asked, load, at }) => {
  const series = service.metrics.state === 'fresh' ? service.metrics.value.cpuPercent : undefined;
  const cpuPercent = series && meanSince(series, at - recentMs);
  if (cpuPercent === undefined || asked.desiredCount === 0 || (load.cpuPercentAfter ?? 100) > comfortableCpuPercent)
    return undefined;
  const { runningCount } = counts;
  const after = predictedCpuPercent({ cpuPercent, runningCount, desiredCount: asked.desiredCount });
  return after > comfortableCpuPercent
    ? `CPU is low in this minute and was ${Math.round(cpuPercent)} % over the last 30: that would be ${Math.round(after)} % on ${tasks(asked.desiredCount)}.`
    : undefined;
};

const singleTask: WarningIn = ({ service, asked }) =>
  asked.desiredCount === 1
    ? `A single task is no redundancy: if it or its zone fails, ${service.service} is down until another has started.`
    : undefined;

/** The alarm of a scaling policy that asks for more tasks right now, by name. */
export const highAlarmOf = ({ service }: Pick<Situation, 'service'>): string | undefined =>
  (lastKnown(service.alarms) ?? []).find(({ side, state }) => side === 'high' && state === 'ALARM')?.name;

const highAlarm: WarningIn = situation => {
  const name = highAlarmOf(situation);
  return name && `The alarm ${name} is in ALARM: auto-scaling wants more tasks while these are taken away.`;
};

/** What was taken away last still answers its last requests: how the others carry the load shows only after that. */
const draining: WarningIn = ({ service }) => {
  const leaving = (lastKnown(service.targets) ?? []).reduce((sum, group) => sum + group.draining, 0);
  return leaving > 0
    ? `${tasks(leaving)} still ${leaving === 1 ? 'drains' : 'drain'} from the last change: wait until ${leaving === 1 ? 'it is' : 'they are'} gone, and the load on the others shows.`
    : undefined;
};

/** A request is heavy or light; the rated figure is the runbook's and only a hint. */
const overRated: WarningIn = ({ asked, load: { requestsPerTask, requestsPerTaskAfter } }) =>
  requestsPerTask !== undefined && requestsPerTaskAfter !== undefined && requestsPerTaskAfter > ratedRequestsPerTask
    ? `${asked.desiredCount === 1 ? 'The one task' : `Each of ${tasks(asked.desiredCount)}`} would serve about ${Math.round(requestsPerTaskAfter)} requests a minute; the runbook reckons with ${ratedRequestsPerTask}.`
    : undefined;

interface Growth {
  readonly agoMs: number;
  readonly did: string;
  /** In whose words, or how much. */
  readonly detail: string;
}

/** Tasks that were added within the last half hour, by auto-scaling or by hand. */
export function grownJustNow({
  service,
  counts,
  at,
}: Pick<Situation, 'service' | 'counts' | 'at'>): Growth | undefined {
  const scaledOut = (lastKnown(service.activities) ?? []).find(
    ({ startedAt, notScaledReasons, cause }) =>
      at - startedAt < recentMs && notScaledReasons.length === 0 && /AlarmHigh|minimum capacity was set/.test(cause),
  );
  if (scaledOut) {
    return { agoMs: at - scaledOut.startedAt, did: 'Auto-scaling added tasks', detail: `"${scaledOut.description}"` };
  }
  // A task that replaces another is started and stopped; what is left over was added by somebody.
  const recent = counts.events.filter(event => at - event.at < recentMs);
  const started = recent.map(({ message }) => Number(/has started (\d+) tasks/.exec(message)?.[1] ?? 0));
  const stopped = recent.map(({ message }) => Number(/has stopped (\d+) running tasks/.exec(message)?.[1] ?? 0));
  const added = sum(started) - sum(stopped);
  const newest = recent[started.findIndex(count => count > 0)];
  return added > 0 && newest
    ? { agoMs: at - newest.at, did: 'Tasks were added', detail: `ECS started ${added} more than it stopped` }
    : undefined;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const scaledOutJustNow: WarningIn = situation => {
  const grown = grownJustNow(situation);
  if (grown === undefined) return undefined;
  const ago = Math.max(0, Math.round(grown.agoMs / minutes(1)));
  return `${grown.did} ${ago} min ago (${grown.detail}); wait 30 min after scaling out, or the load may come back.`;
};

const warnings: readonly WarningIn[] = [noTaskLeft, loadDoesNotFit, busierBefore, singleTask, highAlarm, draining];
const hints: readonly WarningIn[] = [overRated, scaledOutJustNow];

const said =
  (those: readonly WarningIn[]) =>
  (situation: Situation): readonly string[] =>
    situation.direction === 'in' ? those.flatMap(warning => warning(situation) ?? []) : [];

/** What may end in an outage when tasks are taken away, the weightiest first. */
export const warningsIn = said(warnings);

/** What is worth knowing before they are. */
export const hintsIn = said(hints);
