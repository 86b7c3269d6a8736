import { isoSeconds } from '../../domain/time.ts';
import { tasks } from '../scale-service/lasting.ts';
import { unseen, unwellAlready } from '../scale-service/warnings.ts';
import { hintsIn, warningsIn } from '../scale-service/warnings-in.ts';
import type { StandingDown } from './standing-down.ts';
import type { Held } from './writes.ts';

type Warning = (standing: StandingDown, end: Held) => string | undefined;

const notOverYet: Warning = ({ event: { owed }, at }) =>
  at < owed.dueAt
    ? `The event is not over: it ends at ${isoSeconds(owed.dueAt)}, and what it still brings meets fewer tasks.`
    : undefined;

const otherEvents: Warning = ({ service, others }) => {
  const [next] = others;
  return (
    next &&
    `Another event of ${service.service} stays on, by run ${next.owed.runId} until ${isoSeconds(next.owed.dueAt)}: stand down once more for it.`
  );
};

/** AWS had fewer or more than it would have allowed, and that is what comes back. */
const countStays: Warning = ({ record }, end) =>
  end.desiredCount < record.desiredCount
    ? `There were ${tasks(record.desiredCount)} before the event, and auto-scaling has gone down to ${end.desiredCount} since: that stays its decision.`
    : undefined;

const before: readonly Warning[] = [notOverYet];
const after: readonly Warning[] = [unwellAlready, countStays, otherEvents, unseen];

/** The weightiest first. */
export function standDownWarnings(standing: StandingDown, end: Held): readonly string[] {
  const said = (those: readonly Warning[]) => those.flatMap(warning => warning(standing, end) ?? []);
  return [...warningsIn(standing), ...said(before), ...hintsIn(standing), ...said(after)];
}
