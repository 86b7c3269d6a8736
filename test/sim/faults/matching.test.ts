import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fits, matchesCall } from '../../../src/sim/faults/matching.ts';
import type { Call } from '../../../src/sim/wire/around.ts';
import { SERVICES } from '../../../src/sim/wire/services.ts';
import { schemaOf } from '../wire/loopback.ts';

const callOf = (name: string, input: unknown = {}): Call => {
  const service = SERVICES.find(({ iamPrefix }) => name.startsWith(`${iamPrefix}:`));
  if (service === undefined) throw new Error(`no service for ${name}`);
  return { name, input, service, protocol: 'awsJson', schema: schemaOf(DescribeServicesCommand) };
};

describe('a pattern', () => {
  it('is as regular expressions have it, for any pattern and text', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    fc.assert(
      fc.property(letters, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 }), (pattern, text) => {
        expect(fits(pattern, text)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text));
      }),
      { numRuns: 5000 },
    );
  });

  it('takes linear time, also where a regular expression would take for ever', () => {
    expect(fits(`${'*a'.repeat(140)}b`, 'a'.repeat(100_000))).toBe(false);
  });
});

describe('a call', () => {
  it.each([
    [{}, true],
    [{ service: 'ecs' }, true],
    [{ service: 'rds' }, false],
    [{ operation: 'UpdateService' }, true],
    [{ operation: 'ecs:UpdateService' }, true],
    [{ operation: 'rds:*' }, false],
    [{ operation: ['Describe*', 'Update*'] }, true],
    [{ service: 'ecs', operation: 'Describe*' }, false],
  ])('ecs:UpdateService matches %j: %s', (match, expected) => {
    expect(matchesCall(match, callOf('ecs:UpdateService'))).toBe(expected);
  });

  it.each([
    ['ecs:UpdateService', { cluster: 'production', service: 'backend' }],
    ['ecs:DescribeServices', { cluster: 'production', services: ['agent', 'backend'] }],
    ['ecs:UpdateService', { service: 'arn:aws:ecs:us-east-1:123456789012:service/production/backend' }],
    ['application-autoscaling:RegisterScalableTarget', { ResourceId: 'service/production/backend' }],
    [
      'cloudwatch:GetMetricData',
      { MetricDataQueries: [{ MetricStat: { Metric: { Dimensions: [{ Name: 'ServiceName', Value: 'backend' }] } } }] },
    ],
  ])('%s mentions its resource in %j', (name, input) => {
    expect(matchesCall({ resource: 'backend' }, callOf(name, input))).toBe(true);
    expect(matchesCall({ resource: 'backen' }, callOf(name, input))).toBe(false);
    expect(matchesCall({ resource: 'ackend' }, callOf(name, input))).toBe(false);
  });

  it('that could not be read mentions nothing', () => {
    expect(matchesCall({ resource: '*' }, callOf('ecs:UpdateService', undefined))).toBe(false);
    expect(matchesCall({}, callOf('ecs:UpdateService', undefined))).toBe(true);
  });

  it('may be as deep as it likes', () => {
    let deep: object = { service: 'backend' };
    for (let level = 0; level < 10_000; level += 1) deep = { deep };
    expect(matchesCall({ resource: 'backend' }, callOf('ecs:UpdateService', deep))).toBe(false);
  });
});
