import { describe, expect, it } from 'vitest';
import { isAllowed, type PolicyRequest, parsePolicy } from '../../../src/sim/world/resource-policy.ts';
import { defaultTopicPolicy } from '../../../src/sim/world/topic-policy.ts';

const topic = 'arn:aws:sns:us-east-1:123456789012:waooaw-scaling-events';
const rule = 'arn:aws:events:us-east-1:123456789012:rule/waooaw-scaled-to-max';

const fromRule: PolicyRequest = {
  principal: 'events.amazonaws.com',
  action: 'sns:Publish',
  resource: topic,
  context: { 'aws:sourcearn': rule, 'aws:sourceaccount': '123456789012' },
};

const lets = (statements: unknown, request: PolicyRequest = fromRule): boolean =>
  isAllowed(parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements })) ?? [], request);

const allowEvents = {
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'sns:Publish',
  Resource: topic,
};

describe('a resource policy', () => {
  it('lets nobody in whom it does not name', () => {
    expect(lets(allowEvents)).toBe(true);
    expect(lets({ ...allowEvents, Principal: { Service: 's3.amazonaws.com' } })).toBe(false);
    expect(lets({ ...allowEvents, Action: 'sns:Subscribe' })).toBe(false);
    expect(lets({ ...allowEvents, Resource: `${topic}-2` })).toBe(false);
    expect(lets({ ...allowEvents, Principal: { AWS: '*' }, Action: ['SNS:*'], Resource: '*' })).toBe(true);
  });

  it('may ask on whose behalf the service comes', () => {
    const onlyFor = (arn: string) => ({ ...allowEvents, Condition: { ArnLike: { 'aws:SourceArn': arn } } });
    expect(lets(onlyFor(rule))).toBe(true);
    expect(lets(onlyFor('arn:aws:events:*:*:rule/waooaw-*'))).toBe(true);
    expect(lets(onlyFor('arn:aws:events:us-east-1:123456789012:rule/other'))).toBe(false);
    expect(lets({ ...allowEvents, Condition: { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01' } } })).toBe(false);
  });

  it('denies before it allows', () => {
    expect(lets([allowEvents, { ...allowEvents, Effect: 'Deny' }])).toBe(false);
  });

  it('of a new topic lets the alarms of its account in, and EventBridge not', () => {
    const statements = parsePolicy(defaultTopicPolicy(topic, { accountId: '123456789012' })) ?? [];
    const fromAlarm = {
      ...fromRule,
      principal: 'cloudwatch.amazonaws.com',
      context: { 'aws:sourceowner': '123456789012' },
    };
    expect(isAllowed(statements, fromAlarm)).toBe(true);
    expect(isAllowed(statements, { ...fromAlarm, context: { 'aws:sourceowner': '999999999999' } })).toBe(false);
    expect(isAllowed(statements, fromRule)).toBe(false);
  });

  it.each(['', 'null', '{}', '{"Statement":[]}', '{"Statement":[{"Effect":"Perhaps"}]}'])('is not %j', text => {
    expect(parsePolicy(text)).toBeUndefined();
  });
});
