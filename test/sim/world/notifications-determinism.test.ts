import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/sim/world/clock.ts';
import { openQuietWorld, type QuietWorld } from './quiet-world.ts';

const RESOURCE = 'service/waooaw-production/waooaw-backend';
const CRON_EVERY_TWENTY_MINUTES = 'cron(0/20 * * * ? *)';

/** Everything that people make, at once: alarms, a topic, rules and scheduled actions that get in each other's way. */
const furnish = ({ world }: QuietWorld): void => {
  const topic = world.sns.createTopic('waooaw-scaling-events');
  world.sns.subscribe(topic, 'https', 'https://pager.example.com/sns');
  world.sns.subscribe(topic, 'https', 'https://hooks.slack.com/services/T/B/X');
  world.alarms.put({
    name: 'waooaw-busy',
    description: '',
    metric: { namespace: 'Waooaw', metricName: 'Backlog', dimensions: [] },
    statistic: { kind: 'Average' },
    periodMs: MINUTE,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    comparison: 'GreaterThanThreshold',
    threshold: 5,
    treatMissingData: 'notBreaching',
    actionsEnabled: true,
    alarmActions: [topic.arn],
    okActions: [topic.arn],
    insufficientDataActions: [],
  });
  const id = { namespace: 'Waooaw', metricName: 'Backlog', dimensions: [] };
  world.metrics.add(
    id,
    Math.floor(world.clock.now / MINUTE) * MINUTE,
    { sum: 9, min: 9, max: 9, count: 1 },
    { unit: 'None' },
  );
  const scaleEcs = world.lambda.find('scale-ecs');
  const target = world.autoScaling.targets.get(RESOURCE);
  if (scaleEcs === undefined || target === undefined) throw new Error('the opening world has a function and a target');
  world.lambda.addPermission(scaleEcs, {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'lambda:InvokeFunction',
    Resource: scaleEcs.arn,
  });
  const rule = { description: undefined, state: 'ENABLED', eventPattern: undefined, roleArn: undefined } as const;
  const down = world.eventBridge.putRule({ ...rule, name: 'down', scheduleExpression: 'rate(7 minutes)' });
  world.eventBridge.putTargets(down, [{ id: '1', arn: scaleEcs.arn, input: '{"count":2}', roleArn: undefined }]);
  world.autoScaling.putScheduledAction(target, {
    name: 'up',
    schedule: CRON_EVERY_TWENTY_MINUTES,
    timezone: 'Asia/Kathmandu',
    startTime: undefined,
    endTime: undefined,
    minCapacity: 4,
    maxCapacity: undefined,
  });
};

const AN_HOUR = 60 * MINUTE;

const inOneLeap = (): QuietWorld => {
  const quiet = openQuietWorld({ seed: 7 });
  furnish(quiet);
  quiet.pass(AN_HOUR);
  return quiet;
};

describe('alarms, notifications and schedules', () => {
  it('have all happened, and can be seen in the state of the world', () => {
    const { world } = inOneLeap();
    const state = JSON.parse(world.state());
    expect(state.deliveries.map((delivery: { outcome: string }) => delivery.outcome)).toEqual(
      expect.arrayContaining(['delivered', 'not confirmed', 'refused']),
    );
    expect(state.invocations).toHaveLength(8);
    expect(world.autoScaling.activities.all().map(({ cause }) => cause)).toContain(
      'scheduled action name up was triggered',
    );
    expect(state.scalableTargets[0].scheduledActions).toHaveLength(1);
    expect(state.functions).toMatchObject([{ name: 'scale-ecs' }]);
  });

  it('are the same in chunks of any size as in one leap', () => {
    const leap = inOneLeap().world.state();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 * MINUTE }), { minLength: 1, maxLength: 30 }), chunks => {
        const quiet = openQuietWorld({ seed: 7 });
        furnish(quiet);
        const { clock } = quiet.world;
        const end = clock.now + AN_HOUR;
        for (const chunk of chunks) clock.runUntil(Math.min(end, clock.now + chunk));
        clock.runUntil(end);
        expect(quiet.world.state() === leap).toBe(true);
      }),
      { numRuns: 10 },
    );
  });
});
