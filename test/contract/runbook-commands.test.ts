import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsPath, awsVersion } from '../support/aws-command.ts';
import { type Simulated, startSimulated } from '../support/simulated.ts';
import { type RunbookCommand, runbookCommands } from './runbook-commands.ts';

if (awsVersion === undefined)
  console.warn('SKIPPED: the aws command is not on this machine, so the runbook was not run.');

interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe.skipIf(awsVersion === undefined)(`every command of the runbook, as printed, by ${awsVersion}`, () => {
  let simulated: Simulated;
  // The printed commands say nothing of an endpoint, so the `aws` that they find adds it and nothing else.
  const bin = mkdtempSync(join(tmpdir(), 'headroom-aws-'));
  beforeAll(async () => {
    simulated = await startSimulated(['--speed', '60']);
    const shim = join(bin, 'aws');
    writeFileSync(shim, `#!/bin/sh\nexec ${awsPath} --endpoint-url ${simulated.url} --region us-east-1 "$@"\n`);
    chmodSync(shim, 0o755);
  });
  afterAll(() => simulated.stop());

  const bash = (command: string): Promise<Ended> =>
    new Promise(resolve => {
      const env = {
        ...process.env,
        PATH: `${bin}:${process.env['PATH']}`,
        AWS_ACCESS_KEY_ID: 'simulated',
        AWS_SECRET_ACCESS_KEY: 'simulated',
        AWS_PAGER: '',
      };
      execFile('bash', ['-c', command], { env }, (error, stdout, stderr) =>
        resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
      );
    });

  it.each(runbookCommands.map((row, index) => [index + 1, row.section, row] as const))(
    '%i. %s',
    async (_, __, { command, exits, prints }) => {
      const { exitCode, stdout, stderr } = await bash(command);
      const failed = exits !== 'success';
      expect({ failed: exitCode !== 0, words: failed ? stderr : stdout, stderr: failed ? '' : stderr }).toEqual({
        failed,
        words: expect.stringMatching(prints),
        stderr: '',
      });
    },
  );

  it('left a service that nothing scales any more, and an alarm that knows nothing', async () => {
    const policies = await bash(
      'aws application-autoscaling describe-scaling-policies --service-namespace ecs --resource-id service/waooaw-production/waooaw-backend --query "ScalingPolicies[].PolicyName"',
    );
    expect(JSON.parse(policies.stdout)).toEqual([]);
    const alarm = await bash(
      'aws cloudwatch describe-alarms --alarm-names waooaw-high-cpu --query "MetricAlarms[0].StateValue"',
    );
    expect(JSON.parse(alarm.stdout)).toBe('INSUFFICIENT_DATA');
  });
});

it('stand with their results in the documentation', async () => {
  await expect(page(runbookCommands)).toMatchFileSnapshot('../../docs/runbook-commands.md');
});

const page = (rows: readonly RunbookCommand[]): string =>
  [
    "# The runbook's commands against the simulated AWS",
    '',
    'Every command runs as printed, through the real `aws` command, against `headroom simulate`, in this order, and gets what AWS would',
    'give. `test/contract/runbook-commands.test.ts` runs them and writes this page. `aws logs tail` exists in version 2 of the command',
    'only and is not among them; its call, FilterLogEvents, is tested through the SDK.',
    '',
    '| # | section | command | what AWS gives | worth knowing |',
    '|---|---|---|---|---|',
    ...rows.map(
      ({ section, command, gives, remark = '' }, index) =>
        `| ${index + 1} | ${section} | \`${command.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')}\` | ${gives} | ${remark} |`,
    ),
    '',
  ].join('\n');
