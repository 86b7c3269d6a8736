import type { ScalableTargetAction } from '@aws-sdk/client-application-auto-scaling';
import { configurationText } from './configuration-text.ts';

interface Configuration {
  readonly Schedule?: string | undefined;
  readonly Timezone?: string | undefined;
  readonly StartTime?: string | Date | undefined;
  readonly EndTime?: string | Date | undefined;
  readonly ScalableTargetAction?: ScalableTargetAction | undefined;
}

/**
 * The configuration of a scheduled action as canonical text. The time zone always stands in it: AWS means UTC without one,
 * and an update that leaves it out keeps the one that is there.
 */
export const scheduledActionText = ({
  Schedule,
  Timezone = 'UTC',
  StartTime,
  EndTime,
  ScalableTargetAction,
}: Configuration): string =>
  configurationText({ Schedule, Timezone, StartTime: time(StartTime), EndTime: time(EndTime), ScalableTargetAction });

const time = (at: string | Date | undefined): Date | undefined => (at === undefined ? undefined : new Date(at));
