import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cadences } from '../../src/aws/observe/index.ts';
import { report } from '../../src/commands/failure.ts';
import { printing } from '../../src/commands/io.ts';
import { withoutSecrets } from '../../src/domain/secrets.ts';
import { exportJson, exportMarkdown } from '../../src/journal/export.ts';
import { encodeRecord, start } from '../../src/journal/record.ts';
import { initialDashboard } from '../../src/screens/dashboard/dashboard-state.ts';
import { dashboardLines } from '../../src/screens/dashboard/dashboard-view.ts';
import { plainText } from '../../src/terminal/line.ts';
import { observedAccount } from '../aws/support/account.ts';
import { startCannedAws } from '../aws/support/canned-aws.ts';
import { gatewayTo, scaleBackend } from '../aws/support/gateways.ts';
import { headlessAccount, headroom, scaleTo } from '../support/headless.ts';
import { hostileRun } from '../support/hostile-snapshot.ts';
import { noScreen } from '../support/no-screen.ts';
import { scalePlan } from '../support/scale-plan.ts';
import { now } from '../support/snapshots.ts';
import { tempDir } from '../support/temp-dir.ts';
import { measured } from './figures.ts';
import { hostileAnswers } from './hostile-answers.ts';

/** What gives a canary away: it stands in the secret part of each, and nowhere else. */
const core = (index: number): string => `C4N4RY${String(index).padStart(2, '0')}`;

// Assembled here, so that no scanner takes the test for a leak.
const shapes: readonly ((core: string) => string)[] = [
  secret => `AKIA${secret}EXAMPLE1`,
  secret => `the key ASIA${secret}EXAMPLE2 was refused`,
  secret => `https://hooks.slack.com/${'services'}/T0/B0/${secret}`,
  secret => `https://hooks.slack.com/${'workflows'}/T0/A0/1/${secret}`,
  secret => `https://hooks.slack.com/${'triggers'}/T0/1/${secret}`,
  secret => `https://discord.com/api/${'webhooks'}/1/${secret}`,
  secret => `https://acme.webhook.${'office.com'}/webhookb2/${secret}`,
  secret => `xoxb-${'12345678'}-${secret}`,
  secret => `ghp_${'0123456789abcdef'}${secret}`,
  secret => `eyJ${'hbGciOiJ'}.${secret}payload.${secret}signature`,
  secret => `Authorization: Bearer ${secret}.${secret}`,
  secret => `authorization: basic ${secret}==`,
  secret => `password=${secret}`,
  secret => `password: ${secret}`,
  secret => `"password": "${secret} and more"`,
  secret => `DB_PASSWORD=${secret}`,
  secret => `MYSQL_ROOT_PASSWORD=${secret};`,
  secret => `pwd=${secret}&user=ann`,
  secret => `passwd = '${secret}'`,
  secret => `dbPassword=${secret}`,
  secret => `passphrase=${secret}`,
  secret => `aws_secret_access_key = ${secret}/abc+def`,
  secret => `AWS_SECRET_ACCESS_KEY=${secret}`,
  secret => `aws_session_token=${secret}`,
  secret => `AWS_SESSION_TOKEN=${secret}`,
  secret => `{"SecretAccessKey":"${secret}"}`,
  secret => `{"SessionToken": "${secret}"}`,
  secret => `{\\"SecretAccessKey\\":\\"${secret}\\"}`,
  secret => `IQoJb3JpZ2lu${secret}X2VjEAoaCXVzLWVhc3QtMSJ`,
  secret => `FwoGZXIvYXdz${secret}EJr//////////wEaDH`,
  secret => `X-Amz-Security-Token=${secret}`,
  secret => `x-amz-security-token: ${secret}`,
  secret => `https://b.s3.amazonaws.com/k?X-Amz-Signature=${secret}`,
  secret => `api_key=${secret}`,
  secret => `apiKey: '${secret}'`,
  secret => `X-API-Key: ${secret}`,
  secret => `access_token=${secret}`,
  secret => `refreshToken=${secret}`,
  secret => `authToken="${secret}"`,
  secret => `client_secret=${secret}`,
  secret => `SLACK_TOKEN=${secret}`,
  secret => `token=${secret}`,
  secret => `token: ${secret}`,
  secret => `postgres://app:${secret}@db:5432/app`,
  secret => `redis://:${secret}@cache:6379`,
  secret => `amqps://user:${secret}@mq.example/vhost`,
  secret => `https://ann:${secret}@git.example/repo.git`,
  secret => `-----BEGIN RSA ${'PRIVATE'} KEY----- ${secret} -----END RSA ${'PRIVATE'} KEY-----`,
  secret => `secret=${secret}`,
  secret => `stripe_secret_key=${secret}`,
];
const canaries = shapes.map((shape, index) => ({ text: shape(core(index)), core: core(index) }));

/** The canaries whose secret part is to be read there. */
const singingIn = (output: string): readonly string[] =>
  canaries.filter(each => output.includes(each.core)).map(({ text }) => text);

/** Hands out one canary after the other, in the middle of a sentence. */
function turns(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `it said ${canaries[count % canaries.length]?.text} and stopped`;
  };
}

function everyFileIn(directory: string): string {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

describe('G23: fifty canaries', () => {
  it('R3: are fifty, each known for what it is, and taken out twice as well as once', () => {
    expect(canaries).toHaveLength(50);
    for (const { text, core: secret } of canaries) {
      const safe = withoutSecrets(text);
      expect(safe, text).not.toContain(secret);
      expect(safe).toContain('[redacted]');
      expect(withoutSecrets(safe)).toBe(safe);
    }
  });

  it('R3: reach neither snapshot nor screen from any text of AWS', async () => {
    const account = await observedAccount(['production/backend'], hostileAnswers(turns()));
    onTestFinished(() => account.close());
    const snapshot = await account.observe(...cadences.map(({ part }) => part), 'stoppedTasks');

    const words = JSON.stringify(snapshot, (name, value) => (/arn/i.test(name) ? undefined : value));
    expect(words).toContain('[redacted]');
    expect(singingIn(words)).toEqual([]);
    for (const panel of ['events', 'activities'] as const) {
      const frame = dashboardLines(snapshot, { ...initialDashboard, panel }, { now, width: 200, height: 60 });
      expect(singingIn(frame.map(plainText).join('\n'))).toEqual([]);
    }
  });

  it("R3: reach no fault from an error of AWS, nor from a write's", async () => {
    for (const { text } of canaries) {
      const message = `${text} is not allowed`;
      const aws = await startCannedAws({
        'ecs:UpdateService': () => ({ __type: 'InvalidParameterException', message }),
      });
      const { gateway, mint, destroy } = gatewayTo(aws.url);
      const outcome = await gateway.write(scaleBackend, mint({ runId: 'r', stepId: 's', effect: scaleBackend }));
      destroy();
      await aws.close();
      expect(singingIn(JSON.stringify(outcome))).toEqual([]);
    }
  });

  it('J9, R3: reach neither the journal nor what is made of it', () => {
    const text = turns();
    for (let round = 0; round < 10; round += 1) {
      const { events } = hostileRun(text, scalePlan);
      const journal = events.map(event => encodeRecord(event, start).line).join('\n');
      expect(singingIn(journal)).toEqual([]);
      const read = journal.split('\n').map(line => JSON.parse(line.slice(9)));
      expect(singingIn(exportJson(read) + exportMarkdown(read))).toEqual([]);
    }
  });

  it('R3: come out of no command again, whichever flag, file or variable they went into', {
    timeout: 120_000,
  }, async () => {
    const { simulator, stateDir, flags } = await headlessAccount();
    const directory = tempDir();
    let all = '';
    for (const { text } of canaries) {
      const config = join(directory, 'config.json');
      writeFileSync(config, JSON.stringify({ environments: { p: { [text]: text, region: text } } }));
      const plan = join(directory, 'plan.json');
      writeFileSync(plan, JSON.stringify({ ...scalePlan, summary: text, [text]: text }));
      const said = [
        await headroom(['run', ...scaleTo(text), ...flags]),
        await headroom(['run', 'scale-service', '--service', text, '--desired-count', '3', ...flags]),
        await headroom(['history', text, '--state-dir', stateDir]),
        await headroom(['history', '--config', config, '--state-dir', stateDir]),
        await headroom(['status', '--env', text, '--state-dir', stateDir]),
        await headroom(['status', '--endpoint', text, '--state-dir', stateDir]),
        await headroom(['status', '--state-dir', stateDir, '--region', 'us-east-1'], { AWS_ENDPOINT_URL: text }),
        await headroom(['run', plan, ...flags]),
        await headroom([text]),
      ];
      for (const { stdout, stderr } of said) all += stdout + stderr;
    }
    all += JSON.stringify(await headroom(['run', ...scaleTo('4'), '--confirm', '4', '--no-hold', ...flags]));
    expect(simulator.history.writes.length).toBeGreaterThan(0);
    expect(all).toContain('[redacted]');
    expect(singingIn(all)).toEqual([]);
    expect(singingIn(everyFileIn(stateDir))).toEqual([]);
    expect(singingIn(JSON.stringify([process.argv, process.env]))).toEqual([]);
    measured(
      'G23',
      '50 canaries in every text of AWS, flag, file and variable: 0 hits in snapshot, frames, journal, exports, output and crash text',
    );
  });

  it('R3: are in no crash text', () => {
    for (const { text } of canaries)
      for (const json of [false, true]) {
        let said = '';
        const take = (part: string): void => {
          said += part;
        };
        const io = {
          ...printing({ stdout: take, stderr: take }),
          env: {},
          ...noScreen,
          signal: new AbortController().signal,
        };
        report(new Error(`could not reach ${text}`), io, { json });
        expect(said).toContain('a fault of headroom itself');
        expect(singingIn(said)).toEqual([]);
      }
  });

  it('R3: are asked for by no flag, since arguments are seen by every user of the machine', async () => {
    const { stdout } = await headroom(['--help']);
    const run = await headroom(['run', 'scale-service', '--help']);
    expect(stdout + run.stdout).toMatch(/--endpoint/);
    expect(stdout + run.stdout).not.toMatch(/--[a-z-]*(password|secret|token|key|webhook)/);
  });
});
