import { afterEach, describe, expect, it } from 'vitest';
import type { Effect } from '../../src/domain/operations.ts';
import { type Answers, startCannedAws, xmlResult } from './support/canned-aws.ts';
import { gatewayTo } from './support/gateways.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

/** What the gateway makes of this answer to this write. */
async function outcome(effect: Effect, answer: object | string, headers: Readonly<Record<string, string>> = {}) {
  const answers: Answers = { [effect.operation]: () => answer };
  const aws = await startCannedAws(answers, headers);
  const { gateway, mint, destroy } = gatewayTo(aws.url);
  open.push(aws, { close: destroy });
  return gateway.write(effect, mint({ runId: 'run', stepId: 'apply-1', effect }));
}

const target = {
  ServiceNamespace: 'ecs',
  ResourceId: 'service/web/api',
  ScalableDimension: 'ecs:service:DesiredCount',
} as const;

const putPolicy: Effect = {
  operation: 'application-autoscaling:PutScalingPolicy',
  input: { ...target, PolicyName: 'cpu-scaling', PolicyType: 'TargetTrackingScaling' },
};
const policyArn = (resource: string, name: string): string =>
  `arn:aws:autoscaling:us-east-1:1:scalingPolicy:7:resource/ecs/${resource}:policyName/${name}`;

const putTargets: Effect = {
  operation: 'events:PutTargets',
  input: { Rule: 'night', Targets: [{ Id: '1', Arn: 'arn:aws:lambda:us-east-1:1:function:f' }] },
};
const removeTargets: Effect = { operation: 'events:RemoveTargets', input: { Rule: 'night', Ids: ['1'] } };
const putRule: Effect = { operation: 'events:PutRule', input: { Name: 'night', ScheduleExpression: 'rate(1 day)' } };
const topicArn = 'arn:aws:sns:us-east-1:1:events';
const createTopic: Effect = { operation: 'sns:CreateTopic', input: { Name: 'events' } };
const subscribe: Effect = {
  operation: 'sns:Subscribe',
  input: { TopicArn: topicArn, Protocol: 'email', Endpoint: 'ops@example.com' },
};
const created = (arn: string): string => xmlResult('CreateTopic', `<TopicArn>${arn}</TopicArn>`);
const subscribed = (arn: string): string => xmlResult('Subscribe', `<SubscriptionArn>${arn}</SubscriptionArn>`);

describe('an answer that speaks of what was asked', () => {
  it.each([
    ['a policy', putPolicy, { PolicyARN: policyArn('service/web/api', 'cpu-scaling'), Alarms: [] }],
    [
      'a policy, as newer answers name it',
      putPolicy,
      { PolicyARN: `${policyArn('service/web/api', 'cpu-scaling')}:createdBy/9`, Alarms: [] },
    ],
    ['targets', putTargets, { FailedEntryCount: 0, FailedEntries: [] }],
    ['a rule', putRule, { RuleArn: 'arn:aws:events:us-east-1:1:rule/night' }],
    ['a topic', createTopic, created(topicArn)],
    ['a subscription that waits for its owner', subscribe, subscribed('pending confirmation')],
    ['a subscription', subscribe, subscribed(`${topicArn}:7`)],
  ])('is accepted: %s', async (_, effect, answer) => {
    expect(await outcome(effect, answer)).toMatchObject({ outcome: 'accepted' });
  });
});

describe('an answer that does not', () => {
  it.each([
    ['another policy', putPolicy, { PolicyARN: policyArn('service/web/api', 'memory-scaling'), Alarms: [] }, 'policy'],
    [
      'a policy whose name goes on',
      putPolicy,
      { PolicyARN: policyArn('service/web/api', 'cpu-scaling-2'), Alarms: [] },
      '',
    ],
    [
      'a policy of another service',
      putPolicy,
      { PolicyARN: policyArn('service/web/other', 'cpu-scaling'), Alarms: [] },
      '',
    ],
    [
      'a policy without alarms',
      putPolicy,
      { PolicyARN: policyArn('service/web/api', 'cpu-scaling') },
      'Alarms is missing',
    ],
    ['another rule', putRule, { RuleArn: 'arn:aws:events:us-east-1:1:rule/other' }, 'not of night'],
    ['another topic', createTopic, created('arn:aws:sns:us-east-1:1:other'), 'not of a topic events'],
    ['a subscription of another topic', subscribe, subscribed('arn:aws:sns:us-east-1:1:other:7'), 'subscription of'],
  ])('leaves it unknown what became of the write: %s', async (_, effect, answer, says) => {
    expect(await outcome(effect, answer)).toMatchObject({
      outcome: 'unknown',
      fault: { kind: 'unreadable', because: expect.stringContaining(says) },
    });
  });

  it.each([
    ['put', putTargets],
    ['removed', removeTargets],
  ])('O1: HTTP 200 is no success where targets were not %s, and they are named', async (_, effect) => {
    const FailedEntries = [{ TargetId: '1', ErrorCode: 'ConcurrentModificationException' }];
    expect(await outcome(effect, { FailedEntryCount: 1, FailedEntries })).toMatchObject({
      outcome: 'unknown',
      fault: {
        because: expect.stringContaining('1 of its targets were not taken: 1 (ConcurrentModificationException)'),
      },
    });
  });
});

describe('an answer without members', () => {
  const deletePolicy: Effect = {
    operation: 'application-autoscaling:DeleteScalingPolicy',
    input: { ...target, PolicyName: 'cpu-scaling' },
  };

  it('counts where AWS has numbered the request', async () => {
    expect(await outcome(deletePolicy, {})).toEqual({ outcome: 'accepted', requestId: 'req-1' });
  });

  it('may come from anybody where it has not', async () => {
    expect(await outcome(deletePolicy, {}, { 'x-amzn-requestid': '' })).toMatchObject({
      outcome: 'unknown',
      fault: { because: expect.stringContaining('the answer has no request id') },
    });
  });
});
