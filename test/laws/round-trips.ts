import type { OpenObligation } from '../../src/domain/obligation.ts';
import { eventOwed } from '../support/obligations.ts';
import { removalPlan, savedIn } from '../support/saved-removal.ts';

/** AWS's own operation, as somebody else would call it. */
type Call = (operation: string, input: object) => void;

/** One way through a procedure on the runbook's production account, there and back again. */
export interface RoundTrip {
  /** What the account is like that day: "with a night action". */
  readonly when: string;
  /** The inputs, as they would be typed. */
  readonly input: Readonly<Record<string, string>>;
  /** Brings the account there. */
  readonly arrange?: (call: Call) => void;
  /** What an earlier run has left to be taken back. */
  readonly owed?: OpenObligation;
}

const target = {
  ServiceNamespace: 'ecs',
  ResourceId: 'service/waooaw-production/waooaw-backend',
  ScalableDimension: 'ecs:service:DesiredCount',
};

const suspendedAll = {
  DynamicScalingInSuspended: true,
  DynamicScalingOutSuspended: true,
  ScheduledScalingSuspended: true,
};

const service = 'waooaw-backend';

const policyName = { ...target, PolicyName: 'cpu-scaling' };

const nightDown = {
  ...target,
  ScheduledActionName: 'night-down',
  Schedule: 'cron(0 2 * * ? *)',
  Timezone: 'Europe/Berlin',
  ScalableTargetAction: { MinCapacity: 2, MaxCapacity: 4 },
};

const eventUp = {
  ...target,
  ScheduledActionName: 'event-up',
  Schedule: 'at(2026-12-24T07:00:00)',
  Timezone: 'UTC',
  ScalableTargetAction: { MinCapacity: 12, MaxCapacity: 20 },
};

const makeTopic = (call: Call): void => call('sns:CreateTopic', { Name: 'scaling-events' });

/**
 * By procedure; one that has none fails the law. Each way has to change something, and its undo has to bring back all of
 * it: policies and scheduled actions included.
 */
export const roundTrips: Readonly<Record<string, readonly RoundTrip[]>> = {
  'scale-service': [
    {
      // A low alarm is in ALARM on a quiet day: it would take tasks away while the undo is under way.
      when: 'with scale-in suspended',
      input: { service, desiredCount: '4' },
      arrange: call =>
        call('application-autoscaling:RegisterScalableTarget', {
          ...target,
          SuspendedState: { DynamicScalingInSuspended: true },
        }),
    },
    { when: 'without auto-scaling, by the count', input: { service: 'waooaw-agent', desiredCount: '3', how: 'count' } },
  ],
  'set-up-auto-scaling': [
    {
      when: 'where there is none',
      input: { service, requestTarget: '800' },
      arrange: call => call('application-autoscaling:DeregisterScalableTarget', target),
    },
    {
      when: 'where there is none, with a count below the floor',
      input: { service: 'waooaw-agent', minCapacity: '3' },
      arrange: call =>
        call('application-autoscaling:DeregisterScalableTarget', {
          ...target,
          ResourceId: 'service/waooaw-production/waooaw-agent',
        }),
    },
    {
      when: 'over what is there, suspended as it is',
      input: { service, maxCapacity: '14', cpuTarget: '60', requestTarget: '900' },
      arrange: call =>
        call('application-autoscaling:RegisterScalableTarget', { ...target, SuspendedState: suspendedAll }),
    },
    {
      when: 'over a target that has lost a policy',
      input: { service },
      arrange: call => call('application-autoscaling:DeleteScalingPolicy', policyName),
    },
  ],
  'suspend-auto-scaling': [
    { when: 'on a quiet day', input: { service, scaleOut: 'suspend', scheduled: 'suspend' } },
    {
      when: 'with a count below MinCapacity',
      input: { service },
      arrange: call => call('ecs:UpdateService', { cluster: 'waooaw-production', service, desiredCount: 1 }),
    },
  ],
  'prepare-for-event': [
    {
      when: 'now, for the runbook’s campaign',
      input: { service, requestsPerMinute: '5000', end: '2026-11-24 20:00 Europe/Berlin', warmUpRequests: '2' },
    },
    {
      when: 'with a night action in the way and scale-out suspended',
      input: { service, requestsPerMinute: '2500', end: '2026-11-24 20:00 UTC', warmUpRequests: '0' },
      arrange: call => {
        call('application-autoscaling:PutScheduledAction', nightDown);
        call('application-autoscaling:RegisterScalableTarget', {
          ...target,
          SuspendedState: { DynamicScalingOutSuspended: true },
        });
      },
    },
    {
      when: 'for a time that is yet to come',
      input: {
        service,
        requestsPerMinute: '5000',
        start: '2026-11-27 09:00 Europe/Berlin',
        end: '2026-11-27 18:00 America/New_York',
      },
      arrange: call => call('application-autoscaling:PutScheduledAction', nightDown),
    },
  ],
  'stand-down-after-event': [
    {
      when: 'from twelve tasks to two',
      input: { service },
      arrange: call => {
        call('application-autoscaling:RegisterScalableTarget', {
          ...target,
          MinCapacity: 12,
          MaxCapacity: 18,
          SuspendedState: { DynamicScalingInSuspended: true, ScheduledScalingSuspended: true },
        });
      },
      owed: eventOwed('waooaw-production/waooaw-backend'),
    },
    {
      when: 'before a scheduled event has begun',
      input: { service },
      arrange: call => {
        call('application-autoscaling:PutScheduledAction', eventUp);
        call('application-autoscaling:PutScheduledAction', nightDown);
      },
      owed: eventOwed('waooaw-production/waooaw-backend', { actions: ['event-up', 'event-down'] }),
    },
  ],
  'schedule-scaling': [
    { when: 'by scheduled actions', input: { service, timeZone: 'Europe/Berlin', nightMin: '2', dayMin: '4' } },
    {
      when: 'with an action of that name that ends one day',
      input: { service, timeZone: 'UTC', nightMin: '2', dayMin: '4', days: 'weekdays' },
      arrange: call =>
        call('application-autoscaling:PutScheduledAction', {
          ...target,
          ScheduledActionName: 'night-down',
          Schedule: 'cron(30 1 * * ? *)',
          Timezone: 'Europe/Berlin',
          EndTime: new Date(Date.UTC(2027, 0, 1)),
          ScalableTargetAction: { MinCapacity: 1, MaxCapacity: 4 },
        }),
    },
    {
      when: 'by EventBridge and a function',
      input: { service, timeZone: 'UTC', nightMin: '2', dayMin: '4', how: 'events' },
    },
    {
      when: 'with a rule and a permission of those names that say something else',
      input: { service, timeZone: 'UTC', nightMin: '2', dayMin: '4', how: 'events' },
      arrange: call => {
        call('events:PutRule', { Name: 'waooaw-backend-night-up', ScheduleExpression: 'cron(0 9 * * ? *)' });
        call('lambda:AddPermission', {
          FunctionName: 'scale-ecs',
          StatementId: 'waooaw-backend-night-down',
          Action: 'lambda:InvokeFunction',
          Principal: 'events.amazonaws.com',
        });
      },
    },
  ],
  'set-up-alarms': [
    { when: 'where there is none', input: { service }, arrange: makeTopic },
    {
      when: "with the runbook's alarm, which somebody has given an action of their own",
      input: { service, scope: 'cpu', prefix: 'waooaw' },
      arrange: call => {
        makeTopic(call);
        call('cloudwatch:PutMetricAlarm', {
          AlarmName: 'waooaw-high-cpu',
          AlarmDescription: 'Backend CPU > 80%',
          Namespace: 'AWS/ECS',
          MetricName: 'CPUUtilization',
          Statistic: 'Average',
          Period: 300,
          EvaluationPeriods: 2,
          Threshold: 80,
          ComparisonOperator: 'GreaterThanThreshold',
          Dimensions: [{ Name: 'ServiceName', Value: service }],
          InsufficientDataActions: ['arn:aws:sns:us-east-1:123456789012:pager'],
        });
      },
    },
  ],
  'set-up-notifications': [
    { when: 'by e-mail, where there is no topic', input: { service, tell: 'ops@example.com', events: 'scale-outs' } },
    {
      when: 'by a function, to a topic that is there',
      input: { service, tell: 'function:scale-ecs' },
      arrange: makeTopic,
    },
    { when: 'for nobody yet', input: { service, tell: 'nobody' }, arrange: makeTopic },
  ],
  'resume-auto-scaling': [
    {
      when: 'after everything was suspended',
      input: { service, scaleIn: 'keep' },
      arrange: call =>
        call('application-autoscaling:RegisterScalableTarget', { ...target, SuspendedState: suspendedAll }),
    },
  ],
  'remove-auto-scaling': [
    {
      when: 'with scheduled actions, one of which runs once',
      input: { service },
      arrange: call => {
        call('application-autoscaling:PutScheduledAction', eventUp);
        call('application-autoscaling:PutScheduledAction', nightDown);
      },
    },
    {
      when: 'while something is suspended',
      input: { service },
      arrange: call =>
        call('application-autoscaling:RegisterScalableTarget', { ...target, SuspendedState: suspendedAll }),
    },
    {
      when: 'with a count below MinCapacity',
      input: { service },
      arrange: call => call('ecs:UpdateService', { cluster: 'waooaw-production', service, desiredCount: 1 }),
    },
  ],
  'restore-auto-scaling': [
    {
      when: 'where nothing is left of it',
      input: { service, from: savedIn(removalPlan()) },
      arrange: call => call('application-autoscaling:DeregisterScalableTarget', target),
    },
    {
      when: 'where the target is there again and has lost its policies',
      input: { service, from: savedIn(removalPlan()) },
      arrange: call => {
        call('application-autoscaling:DeregisterScalableTarget', target);
        call('application-autoscaling:RegisterScalableTarget', { ...target, MinCapacity: 1, MaxCapacity: 4 });
      },
    },
    {
      when: 'with more tasks than the recorded ceiling, which are taken away',
      input: { service, from: savedIn(removalPlan()), takeTasksAway: 'yes' },
      arrange: call => {
        call('application-autoscaling:DeregisterScalableTarget', target);
        call('ecs:UpdateService', { cluster: 'waooaw-production', service, desiredCount: 12 });
      },
    },
  ],
};
