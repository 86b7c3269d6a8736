import {
  DeleteScheduledActionCommand,
  DeregisterScalableTargetCommand,
  DescribeScalableTargetsCommand,
  DescribeScalingActivitiesCommand,
  DescribeScheduledActionsCommand,
  PutScheduledActionCommand,
  type PutScheduledActionCommandInput,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOON, type SteppedAws, startSteppedAws } from './stepped-aws.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ServiceNamespace = 'ecs';
const ResourceId = 'service/waooaw-production/waooaw-backend';
const backend = { ServiceNamespace, ResourceId, ScalableDimension: 'ecs:service:DesiredCount' } as const;

let aws: SteppedAws;
beforeEach(async () => {
  aws = await startSteppedAws();
});
afterEach(() => aws.close());

const put = (action: Partial<PutScheduledActionCommandInput>) =>
  aws.scaling.send(
    new PutScheduledActionCommand({
      ...backend,
      ScheduledActionName: 'event-up',
      Schedule: 'at(2026-11-23T13:00:00)',
      ScalableTargetAction: { MinCapacity: 8, MaxCapacity: 20 },
      ...action,
    }),
  );

/** Without the members of an update that are left out. */
const update = (ScheduledActionName: string, change: Partial<PutScheduledActionCommandInput>) =>
  aws.scaling.send(new PutScheduledActionCommand({ ...backend, ScheduledActionName, ...change }));

const actions = async (ScheduledActionNames?: string[]) =>
  (
    await aws.scaling.send(
      new DescribeScheduledActionsCommand({
        ServiceNamespace,
        ResourceId,
        ...(ScheduledActionNames && { ScheduledActionNames }),
      }),
    )
  ).ScheduledActions ?? [];

const bounds = async () => {
  const command = new DescribeScalableTargetsCommand({ ServiceNamespace, ResourceIds: [ResourceId] });
  const target = (await aws.scaling.send(command)).ScalableTargets?.[0];
  return [target?.MinCapacity, target?.MaxCapacity];
};

const desiredCount = async () => {
  const command = new DescribeServicesCommand({ cluster: 'waooaw-production', services: ['waooaw-backend'] });
  return (await aws.ecs.send(command)).services?.[0]?.desiredCount;
};

const activities = async () =>
  (await aws.scaling.send(new DescribeScalingActivitiesCommand({ ServiceNamespace, ResourceId }))).ScalingActivities ??
  [];

/** Lets time pass until that time of the first day, or of a later one. */
const passTo = (iso: string) => aws.pass(Date.parse(iso) - aws.simulator.world.clock.now);

describe('a scheduled action', () => {
  // aws-facts 3.7: first the bounds as one activity, then the move into them as another.
  it('sets the bounds at its time, and AWS then moves the count into them', async () => {
    await put({});
    passTo('2026-11-23T12:59:59Z');
    expect(await bounds()).toEqual([2, 10]);
    passTo('2026-11-23T13:00:00Z');
    expect(await bounds()).toEqual([8, 20]);
    expect(await desiredCount()).toBe(8);
    const [clamp, own] = await activities();
    expect(own).toMatchObject({
      Description: 'Setting min capacity to 8 and max capacity to 20',
      Cause: 'scheduled action name event-up was triggered',
      StatusCode: 'Successful',
      StatusMessage: 'Successfully set min capacity to 8 and max capacity to 20',
    });
    expect(clamp).toMatchObject({ Description: 'Setting desired count to 8.', Cause: 'minimum capacity was set to 8' });
  });

  // aws-facts 1.24: the end of one action is not the beginning of another.
  it('does not bring the old bounds back', async () => {
    await put({});
    aws.pass(24 * HOUR);
    expect(await bounds()).toEqual([8, 20]);
  });

  it('may set one bound alone, and then fails when the other is in the way', async () => {
    await put({ ScalableTargetAction: { MinCapacity: 12 } });
    passTo('2026-11-23T13:00:00Z');
    expect(await bounds()).toEqual([2, 10]);
    expect(await activities()).toMatchObject([
      {
        Description: 'Setting min capacity to 12',
        StatusCode: 'Failed',
        Cause: 'scheduled action name event-up was triggered',
      },
    ]);
  });

  // aws-facts 1.24: cron is UTC, unless a Timezone says otherwise.
  it('repeats on a cron, in the time zone that it names', async () => {
    await put({
      ScheduledActionName: 'night-down',
      Schedule: 'cron(0 2 * * ? *)',
      Timezone: 'Europe/Berlin',
      ScalableTargetAction: { MinCapacity: 3 },
    });
    passTo('2026-11-24T00:59:59Z');
    expect(await bounds()).toEqual([2, 10]);
    aws.pass(1000);
    expect(await bounds()).toEqual([3, 10]);
    await aws.scaling.send(new RegisterScalableTargetCommand({ ...backend, MinCapacity: 2 }));
    passTo('2026-11-25T01:00:00Z');
    expect(await bounds()).toEqual([3, 10]);
  });

  it('leaves its policies at work: what it lifted does not fall below, and may rise above', async () => {
    await put({ ScalableTargetAction: { MinCapacity: 4 } });
    // Half an hour of low load after it: without the floor the policies would have taken tasks away.
    passTo('2026-11-23T14:00:00Z');
    expect(await desiredCount()).toBe(4);
  });

  // AWS: "If you specify a start time, Application Auto Scaling performs the action at that time".
  it('with a start time runs at that time, too, and after its end time no more', async () => {
    await put({
      Schedule: 'rate(1 hour)',
      StartTime: new Date('2026-11-23T12:30:00Z'),
      EndTime: new Date('2026-11-23T13:45:00Z'),
      ScalableTargetAction: { MinCapacity: 3 },
    });
    passTo('2026-11-23T15:00:00Z');
    expect(
      (await activities())
        .filter(({ Cause }) => Cause?.startsWith('scheduled'))
        .map(({ StartTime }) => StartTime?.toISOString()),
    ).toEqual(['2026-11-23T13:30:00.000Z', '2026-11-23T12:30:00.000Z']);
  });

  it('does not run while scheduled scaling is suspended, and is not made up for', async () => {
    await put({});
    const suspend = (ScheduledScalingSuspended: boolean) =>
      aws.scaling.send(
        new RegisterScalableTargetCommand({ ...backend, SuspendedState: { ScheduledScalingSuspended } }),
      );
    await suspend(true);
    passTo('2026-11-23T13:10:00Z');
    await suspend(false);
    aws.pass(HOUR);
    expect(await bounds()).toEqual([2, 10]);
    expect(await activities()).toEqual([]);
  });

  it('goes with the target: deregistering deletes it, and nothing fires any more', async () => {
    await put({});
    await aws.scaling.send(new DeregisterScalableTargetCommand(backend));
    await aws.scaling.send(new RegisterScalableTargetCommand({ ...backend, MinCapacity: 2, MaxCapacity: 10 }));
    expect(await actions()).toEqual([]);
    passTo('2026-11-23T13:10:00Z');
    expect(await bounds()).toEqual([2, 10]);
  });

  it('that was deleted does not run', async () => {
    await put({});
    const erase = () =>
      aws.scaling.send(new DeleteScheduledActionCommand({ ...backend, ScheduledActionName: 'event-up' }));
    await erase();
    await expect(erase()).rejects.toMatchObject({
      name: 'ObjectNotFoundException',
      message: `No scheduled action found for service namespace: ecs, resource ID: ${ResourceId}, scalable dimension: ecs:service:DesiredCount, scheduled action name: event-up`,
    });
    passTo('2026-11-23T13:10:00Z');
    expect(await bounds()).toEqual([2, 10]);
  });
});

describe('putting a scheduled action', () => {
  it('shows it as it was put', async () => {
    const StartTime = new Date('2026-12-01T00:00:00Z');
    await put({ Schedule: 'cron(0 2 * * ? *)', Timezone: 'Europe/Berlin', StartTime });
    const [action] = await actions();
    expect(action).toMatchObject({
      ScheduledActionName: 'event-up',
      ServiceNamespace,
      ResourceId,
      ScalableDimension: 'ecs:service:DesiredCount',
      Schedule: 'cron(0 2 * * ? *)',
      Timezone: 'Europe/Berlin',
      StartTime,
      ScalableTargetAction: { MinCapacity: 8, MaxCapacity: 20 },
      CreationTime: new Date(NOON),
    });
    expect(action?.EndTime).toBeUndefined();
    expect(action?.ScheduledActionARN).toMatch(
      /^arn:aws:autoscaling:us-east-1:123456789012:scheduledAction:[\w-]{36}:resource\/ecs\/service\/waooaw-production\/waooaw-backend:scheduledActionName\/event-up$/,
    );
  });

  // aws-facts 1.24: omitted Start/EndTime on update are deleted.
  it('again keeps what is left out, but for the start and the end, which go', async () => {
    await put({ Schedule: 'cron(0 2 * * ? *)', Timezone: 'Europe/Berlin', EndTime: new Date('2027-01-01T00:00:00Z') });
    await update('event-up', { ScalableTargetAction: { MinCapacity: 5 } });
    const [action] = await actions();
    expect(action).toMatchObject({ Schedule: 'cron(0 2 * * ? *)', Timezone: 'Europe/Berlin' });
    expect(action?.ScalableTargetAction).toEqual({ MinCapacity: 5 });
    expect(action?.EndTime).toBeUndefined();
    expect(await actions()).toHaveLength(1);
  });

  it('with a new schedule forgets the old one', async () => {
    await put({});
    await update('event-up', { Schedule: 'at(2026-11-23T14:00:00)' });
    passTo('2026-11-23T13:30:00Z');
    expect(await bounds()).toEqual([2, 10]);
    passTo('2026-11-23T14:00:00Z');
    expect(await bounds()).toEqual([8, 20]);
  });

  it.each<[string, Partial<PutScheduledActionCommandInput>]>([
    ['a cron of five fields', { Schedule: 'cron(0 2 * * *)' }],
    ['a time that has passed', { Schedule: 'at(2026-11-23T11:00:00)' }],
    ['a time zone that is none', { Timezone: 'Berlin' }],
    ['a minimum above the maximum', { ScalableTargetAction: { MinCapacity: 9, MaxCapacity: 8 } }],
    ['no capacity at all', { ScalableTargetAction: {} }],
    ['an end before the start', { StartTime: new Date(NOON + 2), EndTime: new Date(NOON + 1) }],
  ])('refuses %s', async (_, change) => {
    await expect(put(change)).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await actions()).toEqual([]);
  });

  it('refuses a new one without a schedule, and one for what is not registered', async () => {
    await expect(update('new', { ScalableTargetAction: { MinCapacity: 5 } })).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await expect(put({ ResourceId: 'service/waooaw-production/nobody' })).rejects.toMatchObject({
      name: 'ObjectNotFoundException',
      message:
        'No scalable target registered for service namespace: ecs, resource ID: service/waooaw-production/nobody, scalable dimension: ecs:service:DesiredCount',
    });
  });

  // aws-facts 5: 50 on a page, 200 of a target.
  it('counts to 200, on pages of 50', async () => {
    for (let number = 0; number < 200; number += 1) await put({ ScheduledActionName: `action-${number}` });
    await expect(put({ ScheduledActionName: 'one-more' })).rejects.toMatchObject({ name: 'LimitExceededException' });
    const names: (string | undefined)[] = [];
    let NextToken: string | undefined;
    let pages = 0;
    do {
      const page = await aws.scaling.send(
        new DescribeScheduledActionsCommand({
          ServiceNamespace,
          ResourceId,
          ...(NextToken !== undefined && { NextToken }),
        }),
      );
      names.push(...(page.ScheduledActions ?? []).map(({ ScheduledActionName }) => ScheduledActionName));
      NextToken = page.NextToken;
      pages += 1;
    } while (NextToken !== undefined);
    expect(pages).toBe(4);
    expect(new Set(names).size).toBe(200);
    expect(await actions(['action-7'])).toHaveLength(1);
  });
});
