import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StepDriver } from '../../../src/sim/server/driver.ts';
import { type HttpServer, startHttpServer } from '../../../src/sim/server/http.ts';
import { createSimulator, type Simulator } from '../../../src/sim/simulator.ts';
import { aws, awsVersion } from '../../support/aws-command.ts';
import { NOON } from './stepped-aws.ts';

if (awsVersion === undefined) console.warn('SKIPPED: there is no `aws` command here, so nothing was checked with it');

/** What an operator types: a client that shares no code with ours, and older protocols in older versions. */
describe.skipIf(awsVersion === undefined)('alarms, notifications and schedules by the aws command', () => {
  let simulator: Simulator;
  let server: HttpServer;
  beforeAll(async () => {
    simulator = createSimulator({ seed: 1, start: NOON, durations: 1 });
    const { account, clock } = simulator.world;
    const { accountId, region } = account;
    const driver = new StepDriver(clock);
    server = await startHttpServer({ dispatch: simulator.dispatch, driver, port: 0, accountId, region });
  });
  afterAll(async () => {
    await server.close();
    expect(simulator.defects).toEqual([]);
  });

  const run = (command: string, ...more: readonly string[]) => aws(server.url, [...command.split(' '), ...more]);
  const passTo = (iso: string) => simulator.world.clock.runUntil(Date.parse(iso));
  const TOPIC = 'arn:aws:sns:us-east-1:123456789012:waooaw-scaling-events';
  const SCALE_ECS = 'arn:aws:lambda:us-east-1:123456789012:function:scale-ecs';
  const backend =
    '--service-namespace ecs --resource-id service/waooaw-production/waooaw-backend --scalable-dimension ecs:service:DesiredCount';

  // aws-facts 1.26
  it('a topic, and a subscription that stays pending', async () => {
    expect(await run('sns create-topic --name waooaw-scaling-events')).toEqual({ TopicArn: TOPIC });
    const webhook = 'https://hooks.slack.com/services/T/B/X';
    expect(await run(`sns subscribe --topic-arn ${TOPIC} --protocol https --notification-endpoint ${webhook}`)).toEqual(
      {
        SubscriptionArn: 'pending confirmation',
      },
    );
    expect(await run(`sns list-subscriptions-by-topic --topic-arn ${TOPIC}`)).toMatchObject({
      Subscriptions: [{ SubscriptionArn: 'PendingConfirmation', Endpoint: webhook }],
    });
  });

  // aws-facts 1.25
  it('an alarm with an action, and a custom metric', async () => {
    await run(
      'cloudwatch put-metric-alarm --alarm-name backlog --namespace Waooaw --metric-name Backlog --statistic Maximum --period 60 --evaluation-periods 1 --threshold 5 --comparison-operator GreaterThanThreshold',
      ...['--alarm-actions', TOPIC, '--treat-missing-data', 'notBreaching'],
    );
    await run('cloudwatch put-metric-data --namespace Waooaw --metric-name Backlog --value 9 --unit Count');
    passTo('2026-11-23T12:04:00Z');
    expect(await run('cloudwatch describe-alarms --alarm-names backlog')).toMatchObject({
      MetricAlarms: [{ StateValue: 'ALARM', AlarmActions: [TOPIC], Dimensions: [], TreatMissingData: 'notBreaching' }],
    });
    expect(simulator.world.sns.deliveries().at(-1)).toMatchObject({ outcome: 'not confirmed' });
    await run('cloudwatch set-alarm-state --alarm-name backlog --state-value OK --state-reason testing');
    await run('cloudwatch delete-alarms --alarm-names backlog');
    expect(await run('cloudwatch describe-alarms --alarm-names backlog')).toMatchObject({ MetricAlarms: [] });
    // What is gone already is no error.
    await run('cloudwatch delete-alarms --alarm-names backlog');
  });

  // aws-facts 1.24
  it('a rule that invokes a function, once the function lets it', async () => {
    await run('events put-rule --name waooaw-scale-down --schedule-expression', 'cron(0 13 * * ? *)');
    const targets = JSON.stringify([{ Id: '1', Arn: SCALE_ECS, Input: '{"count":5}' }]);
    expect(await run('events put-targets --rule waooaw-scale-down --targets', targets)).toEqual({
      FailedEntryCount: 0,
      FailedEntries: [],
    });
    await run(
      'lambda add-permission --function-name scale-ecs --statement-id events --action lambda:InvokeFunction --principal events.amazonaws.com',
    );
    expect(await run('lambda get-policy --function-name scale-ecs')).toMatchObject({ RevisionId: expect.any(String) });
    passTo('2026-11-23T13:00:10Z');
    expect(simulator.world.ecs.services()[0]).toMatchObject({ name: 'waooaw-backend', desiredCount: 5 });
  });

  // aws-facts 1.24: the right tool.
  it('a scheduled action in a time zone', async () => {
    await run(
      `application-autoscaling put-scheduled-action ${backend} --scheduled-action-name night --timezone Europe/Berlin --scalable-target-action MinCapacity=6,MaxCapacity=8 --schedule`,
      'cron(30 14 * * ? *)',
    );
    passTo('2026-11-23T13:30:00Z');
    expect(await run('application-autoscaling describe-scheduled-actions --service-namespace ecs')).toMatchObject({
      ScheduledActions: [{ ScheduledActionName: 'night', ScalableTargetAction: { MinCapacity: 6, MaxCapacity: 8 } }],
    });
    expect(simulator.world.ecs.services()[0]?.desiredCount).toBe(6);
    await run(`application-autoscaling delete-scheduled-action ${backend} --scheduled-action-name night`);
  });
});
