import { describe, expect, it } from 'vitest';
import { type Json, matches, parsePattern } from '../../../src/sim/world/event-pattern.ts';

const event = {
  source: 'aws.cloudwatch',
  'detail-type': 'CloudWatch Alarm State Change',
  resources: ['arn:aws:cloudwatch:us-east-1:123456789012:alarm:TargetTracking-service/c/s-AlarmHigh-1', 'other'],
  detail: { alarmName: 'TargetTracking-service/c/s-AlarmHigh-1', state: { value: 'ALARM' }, count: 3, isNew: true },
};

const isMatch = (pattern: Json): boolean => {
  const parsed = parsePattern(JSON.stringify(pattern));
  if (parsed.pattern === undefined) throw new Error(parsed.because);
  return matches(parsed.pattern, event);
};

describe('an event pattern', () => {
  it.each<[string, Json]>([
    ['a value', { source: ['aws.cloudwatch'] }],
    ['one of several values', { source: ['aws.ecs', 'aws.cloudwatch'] }],
    ['fields within fields', { detail: { state: { value: ['ALARM'] } } }],
    ['a prefix', { detail: { alarmName: [{ prefix: 'TargetTracking-service/c/s-AlarmHigh-' }] } }],
    ['a suffix', { detail: { alarmName: [{ suffix: '-1' }] } }],
    ['any item of a list', { resources: ['other'] }],
    ['a truth value', { detail: { isNew: [true] } }],
    ['a range', { detail: { count: [{ numeric: ['>', 2, '<=', 3] }] } }],
    ['anything but a value', { detail: { state: { value: [{ 'anything-but': ['OK', 'INSUFFICIENT_DATA'] }] } } }],
    ['a field that is there', { detail: { count: [{ exists: true }] } }],
    ['a field that is not there', { detail: { nothing: [{ exists: false }] } }],
    ['whatever the case', { source: [{ 'equals-ignore-case': 'AWS.CloudWatch' }] }],
  ])('matches %s', (_, pattern) => {
    expect(isMatch(pattern)).toBe(true);
  });

  it.each<[string, Json]>([
    ['another value', { source: ['aws.ecs'] }],
    ['only one of two fields', { source: ['aws.cloudwatch'], detail: { state: { value: ['OK'] } } }],
    ['text for a truth value', { detail: { isNew: ['true'] } }],
    ['a field that is missing', { detail: { nothing: ['x'] } }],
    ['a number outside the range', { detail: { count: [{ numeric: ['<', 3] }] } }],
    ['the value that it excludes', { detail: { state: { value: [{ 'anything-but': 'ALARM' }] } } }],
  ])('does not match %s', (_, pattern) => {
    expect(isMatch(pattern)).toBe(false);
  });

  it.each([
    ['no JSON', '{'],
    ['no object', '["aws.ecs"]'],
    ['a bare value', '{"source": "aws.ecs"}'],
    ['an empty list', '{"source": []}'],
    ['a comparison that nobody knows', '{"source": [{"soundsLike": "aws"}]}'],
  ])('is not %s', (_, text) => {
    expect(parsePattern(text).pattern).toBeUndefined();
  });
});
