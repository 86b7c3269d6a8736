import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awsArguments, awsCommand } from '../../src/domain/aws-cli.ts';
import type { Effect } from '../../src/domain/operations.ts';
import { type SecretSource, secretReference } from '../../src/domain/secret.ts';

const aws = { region: 'us-east-1', endpoint: null };

const update = (input: Partial<Extract<Effect, { operation: 'ecs:UpdateService' }>['input']>): Effect => ({
  operation: 'ecs:UpdateService',
  input: { cluster: 'c', service: 's', ...input },
});

/** The words that a POSIX shell hands to a command. */
const shellWords = (line: string): readonly string[] =>
  execFileSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

describe('the aws command of an effect', () => {
  it('is what a responder would have typed', () => {
    expect(awsCommand(update({ cluster: 'waooaw-production', service: 'waooaw-backend', desiredCount: 6 }), aws)).toBe(
      'aws ecs update-service --cluster waooaw-production --service waooaw-backend --desired-count 6 --region us-east-1',
    );
    expect(
      awsCommand(
        {
          operation: 'application-autoscaling:RegisterScalableTarget',
          input: {
            ServiceNamespace: 'ecs',
            ResourceId: 'service/c/s',
            ScalableDimension: 'ecs:service:DesiredCount',
            MinCapacity: 6,
            MaxCapacity: undefined,
          },
        },
        aws,
      ),
    ).toBe(
      'aws application-autoscaling register-scalable-target --service-namespace ecs --resource-id service/c/s --scalable-dimension ecs:service:DesiredCount --min-capacity 6 --region us-east-1',
    );
  });

  it('names the endpoint that it was made for', () => {
    expect(awsArguments(update({}), { region: 'us-east-1', endpoint: 'http://127.0.0.1:4566' }).slice(-2)).toEqual([
      '--endpoint-url',
      'http://127.0.0.1:4566',
    ]);
  });

  it('writes a yes and a no as flags of their own, and structures as JSON', () => {
    expect(awsArguments(update({ forceNewDeployment: true, enableECSManagedTags: false }), aws)).toEqual(
      expect.arrayContaining(['--force-new-deployment', '--no-enable-ecs-managed-tags']),
    );
    expect(awsArguments(update({ deploymentConfiguration: { maximumPercent: 200 } }), aws)).toContain(
      '{"maximumPercent":200}',
    );
  });

  it('survives a shell, whatever a name is made of', () => {
    const names = fc.string({ unit: 'grapheme', minLength: 1 }).filter(name => !name.includes('\0'));
    const awkward = fc.constantFrom(
      "it's",
      '$(reboot)',
      '`id`',
      'a b',
      '*',
      '"',
      '\\',
      "'; rm -rf ~; '",
      '#',
      '-n',
      '\n',
    );
    fc.assert(
      fc.property(fc.oneof(names, awkward), service => {
        const effect = update({ service });
        expect(shellWords(awsCommand(effect, aws))).toEqual(['aws', ...awsArguments(effect, aws)]);
      }),
      { numRuns: 100 },
    );
  });

  it('calls a flag as the command does where that is not the name of the member', () => {
    const input = { TopicArn: 'arn:aws:sns:us-east-1:1:t', Protocol: 'email', Endpoint: 'ops@example.com' };
    expect(awsCommand({ operation: 'sns:Subscribe', input }, aws)).toContain('--notification-endpoint ops@example.com');
  });

  it('finds a secret where it is kept, and never prints one', () => {
    const subscribe = (source: SecretSource): string =>
      awsCommand(
        {
          operation: 'sns:Subscribe',
          input: {
            TopicArn: 'arn:aws:sns:us-east-1:1:t',
            Protocol: 'https',
            Endpoint: secretReference('0'.repeat(64), source),
          },
        },
        aws,
      );
    expect(subscribe('env:WEBHOOK_URL')).toContain('--notification-endpoint "$WEBHOOK_URL"');
    expect(subscribe("file:/run/it's")).toContain(`--notification-endpoint "$(cat '/run/it'\\''s')"`);
    expect(subscribe('prompt:')).toContain('--notification-endpoint "$SECRET"');
  });

  it('prints what AWS has stored so that it cannot act on a terminal, and still sends it to the letter', () => {
    const input = { AlarmName: 'x', AlarmDescription: 'a\u202eb \u001b[2J' };
    // A description is all that this is about: the alarm has no metric.
    const effect = { operation: 'cloudwatch:PutMetricAlarm', input } as unknown as Effect;
    const words = awsArguments(effect, aws);
    expect(words.join(' ')).toMatch(/^[\x20-\x7e]*$/);
    expect(JSON.parse(words[words.indexOf('--cli-input-json') + 1] ?? '')).toEqual(input);
  });
});
