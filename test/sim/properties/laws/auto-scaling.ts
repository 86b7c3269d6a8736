import type { ScalingActivity } from '@aws-sdk/client-application-auto-scaling';
import type { AcceptedWrite } from '../../../../src/sim/history.ts';
import { CLUSTER, newActivities, resourceId, SERVICES, type ServiceLook } from '../look.ts';
import type { Story } from '../story.ts';
import type { Judge, Law } from './law.ts';

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** What the writes and the activities so far leave a service with. */
interface Ledger {
  desiredCount: number;
  bounds: Bounds | undefined;
}

/** Something that moves a count or its bounds, in the order in which it happened. */
type Move =
  | { readonly at: number; readonly write: AcceptedWrite }
  | { readonly at: number; readonly activity: ScalingActivity };

const DESIRED = /^Setting desired count to (\d+)\.$/;
const MIN = /min capacity to (\d+)/;
const MAX = /max capacity to (\d+)/;

/**
 * aws-facts 3.7: whatever auto-scaling sets is within the bounds that hold at that moment, and nothing but writes and
 * activities moves a count or its bounds.
 */
export const bounds: Law = {
  name: 'auto-scaling never leaves the bounds, and every change of a count has its author',
  watch: () => {
    const ledgers = new Map<string, Ledger>();
    let writesRead = 0;
    return (story, judge) => {
      const writes = story.simulator.history.writes.slice(ledgers.size === 0 ? 0 : writesRead);
      writesRead = story.simulator.history.writes.length;
      for (const name of SERVICES) {
        const [before, now] = [lookAt(story, 'before', name), lookAt(story, 'now', name)];
        const ledger = ledgers.get(name) ?? ledgerOf(before);
        ledgers.set(name, ledger);
        const moves: Move[] = [
          ...writes.filter(write => isAbout(write, name)).map(write => ({ at: write.at, write })),
          ...newActivities(before, now).map(activity => ({ at: activity.StartTime?.getTime() ?? 0, activity })),
        ];
        // A write comes before what it sets in motion at the same instant.
        moves.sort((a, b) => a.at - b.at);
        for (const move of moves) {
          if ('write' in move) applyWrite(ledger, move.write);
          else applyActivity(ledger, move.activity, judge, name);
        }
        judge(ledger.desiredCount === now.service.desiredCount, () => {
          return `${name} desires ${now.service.desiredCount}, and nobody set more than ${ledger.desiredCount}`;
        });
        judge(same(ledger.bounds, boundsOf(now)), () => {
          return `${name} has bounds ${text(boundsOf(now))}, and nobody set others than ${text(ledger.bounds)}`;
        });
      }
    };
  },
};

const lookAt = (story: Story, which: 'before' | 'now', name: string): ServiceLook => {
  const found = story[which].services.find(service => service.name === name);
  if (found === undefined) throw new Error(`there is no look at ${name}`);
  return found;
};

const boundsOf = ({ scalableTarget }: ServiceLook): Bounds | undefined =>
  scalableTarget && { min: scalableTarget.MinCapacity ?? Number.NaN, max: scalableTarget.MaxCapacity ?? Number.NaN };

const ledgerOf = (look: ServiceLook): Ledger => ({
  desiredCount: look.service.desiredCount ?? Number.NaN,
  bounds: boundsOf(look),
});

const inputOf = ({ input }: AcceptedWrite): Readonly<Record<string, unknown>> =>
  typeof input === 'object' && input !== null ? { ...input } : {};

const isAbout = (write: AcceptedWrite, name: string): boolean => {
  const { cluster, service, ResourceId } = inputOf(write);
  return (cluster === CLUSTER && service === name) || ResourceId === resourceId(name);
};

const numberOr = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

const applyWrite = (ledger: Ledger, write: AcceptedWrite): void => {
  const input = inputOf(write);
  switch (write.operation) {
    case 'ecs:UpdateService':
      ledger.desiredCount = numberOr(input['desiredCount'], ledger.desiredCount);
      break;
    case 'application-autoscaling:RegisterScalableTarget':
      ledger.bounds = {
        min: numberOr(input['MinCapacity'], ledger.bounds?.min ?? Number.NaN),
        max: numberOr(input['MaxCapacity'], ledger.bounds?.max ?? Number.NaN),
      };
      break;
    case 'application-autoscaling:DeregisterScalableTarget':
      ledger.bounds = undefined;
      break;
  }
};

const applyActivity = (ledger: Ledger, activity: ScalingActivity, judge: Judge, name: string): void => {
  const { Description = '', Cause, StatusCode } = activity;
  const { bounds: held } = ledger;
  const set = DESIRED.exec(Description)?.[1];
  if (set !== undefined) {
    ledger.desiredCount = Number(set);
    const isWithin = held !== undefined && held.min <= Number(set) && Number(set) <= held.max;
    judge(isWithin, () => `${name}: "${Description}" because "${Cause}", with bounds ${text(held)}`);
  } else if (StatusCode !== 'Failed' && held !== undefined) {
    const [min, max] = [MIN.exec(Description)?.[1], MAX.exec(Description)?.[1]];
    ledger.bounds = {
      min: min === undefined ? held.min : Number(min),
      max: max === undefined ? held.max : Number(max),
    };
  }
};

const same = (one: Bounds | undefined, other: Bounds | undefined): boolean =>
  one?.min === other?.min && one?.max === other?.max;

const text = (held: Bounds | undefined): string => (held === undefined ? 'none' : `[${held.min}, ${held.max}]`);
