import { type DBInstance, DescribeDBInstancesCommand, DescribeEventsCommand } from '@aws-sdk/client-rds';
import type { SteppedAws } from './stepped-aws.ts';

export const PRIMARY = 'waooaw-postgres-production';

/** What the caller sees of one instance; undefined once it is gone. */
export const describeInstance = async (aws: SteppedAws, identifier = PRIMARY): Promise<DBInstance | undefined> => {
  const { DBInstances } = await aws.rds.send(new DescribeDBInstancesCommand({}));
  return DBInstances?.find(({ DBInstanceIdentifier }) => DBInstanceIdentifier === identifier);
};

export interface Story {
  /** Each status that was seen, in order, and for how many seconds. */
  readonly statuses: readonly (readonly [status: string | undefined, seconds: number])[];
  /** For how many seconds it took no connections. */
  readonly downSeconds: number;
}

/** As often as a patient operator would. */
const LOOKS_EVERY_SECONDS = 5;

/** Looks at the instance again and again until it is so; fails when it is not so in time. */
export const watch = async (
  aws: SteppedAws,
  isSo: (instance: DBInstance | undefined) => boolean,
  { withinMinutes, identifier = PRIMARY }: { withinMinutes: number; identifier?: string },
): Promise<Story> => {
  const statuses: [string | undefined, number][] = [];
  let downSeconds = 0;
  for (let second = 0; second < withinMinutes * 60; second += LOOKS_EVERY_SECONDS) {
    const instance = await describeInstance(aws, identifier);
    if (isSo(instance)) return { statuses, downSeconds };
    const last = statuses.at(-1);
    if (last !== undefined && last[0] === instance?.DBInstanceStatus) last[1] += LOOKS_EVERY_SECONDS;
    else statuses.push([instance?.DBInstanceStatus, LOOKS_EVERY_SECONDS]);
    for (let passed = 0; passed < LOOKS_EVERY_SECONDS; passed += 1) {
      if (aws.simulator.world.rds.instances.get(identifier)?.isReachable === false) downSeconds += 1;
      aws.pass(1000);
    }
  }
  throw new Error(`not so within ${withinMinutes} minutes; last seen: ${JSON.stringify(statuses)}`);
};

/** The messages of the instance's events of the last hour, oldest first. */
export const eventsOf = async (
  aws: SteppedAws,
  SourceIdentifier = PRIMARY,
): Promise<readonly (string | undefined)[]> => {
  const { Events } = await aws.rds.send(new DescribeEventsCommand({ SourceIdentifier, SourceType: 'db-instance' }));
  return (Events ?? []).map(({ Message }) => Message);
};
