import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aws, awsVersion } from '../support/aws-command.ts';
import { runProgram } from '../support/program.ts';
import { freshStateDir, type Simulated, startSimulated } from '../support/simulated.ts';

if (awsVersion === undefined)
  console.warn('SKIPPED: the aws command is not on this machine, so nothing here was checked with it.');

const backend = ['--cluster', 'waooaw-production', '--services', 'waooaw-backend'];
const scalable = ['--service-namespace', 'ecs', '--resource-id', 'service/waooaw-production/waooaw-backend'];
/** Two simulated minutes pass in a second; much faster, and auto-scaling acts between any two looks of a program. */
const speed = 120;

describe.skipIf(awsVersion === undefined)(`the real command (${awsVersion}) and the simulated AWS`, () => {
  let simulated: Simulated;
  const stateDir = freshStateDir();
  beforeAll(async () => {
    simulated = await startSimulated(['--speed', String(speed)]);
  });
  afterAll(() => simulated.stop());

  const ask = (...args: readonly string[]): Promise<unknown> => aws(simulated.url, args);
  const counts = async (): Promise<unknown> =>
    ask('ecs', 'describe-services', ...backend, '--query', 'services[0].[desiredCount,runningCount]');
  const headroom = (...args: readonly string[]) =>
    runProgram([...args, '--no-hold', '--endpoint', simulated.url, '--state-dir', stateDir, '--json']);
  const run = (...args: readonly string[]) => headroom('run', 'scale-service', '--service', 'waooaw-backend', ...args);

  it('describes services as ECS does, and says MISSING of what is not there', async () => {
    expect(await ask('ecs', 'describe-services', ...backend)).toMatchObject({
      services: [
        {
          serviceName: 'waooaw-backend',
          status: 'ACTIVE',
          desiredCount: 2,
          runningCount: 2,
          pendingCount: 0,
          deployments: [{ status: 'PRIMARY', rolloutState: 'COMPLETED' }],
          events: expect.arrayContaining([
            expect.objectContaining({ message: '(service waooaw-backend) has reached a steady state.' }),
          ]),
        },
      ],
      failures: [],
    });
    expect(await ask('ecs', 'describe-services', '--cluster', 'waooaw-production', '--services', 'nope')).toMatchObject(
      { services: [], failures: [{ reason: 'MISSING' }] },
    );
    await expect(ask('ecs', 'describe-services', '--cluster', 'nope', '--services', 'x')).rejects.toThrow(
      /ClusterNotFoundException/,
    );
  });

  it('shows the scalable target and both policies', async () => {
    expect(
      await ask('application-autoscaling', 'describe-scalable-targets', '--service-namespace', 'ecs'),
    ).toMatchObject({
      ScalableTargets: expect.arrayContaining([
        expect.objectContaining({
          ResourceId: 'service/waooaw-production/waooaw-backend',
          MinCapacity: 2,
          MaxCapacity: 10,
        }),
      ]),
    });
    expect(
      await ask(
        'application-autoscaling',
        'describe-scaling-policies',
        ...scalable,
        '--query',
        'ScalingPolicies[].PolicyName',
      ),
    ).toEqual(['cpu-scaling', 'request-scaling']);
  });

  it('has three hours of one-minute metrics, the newest a minute or two late', async () => {
    const [now] = (await ask(
      'ecs',
      'describe-services',
      ...backend,
      '--query',
      'services[0].[events[0].createdAt]',
    )) as [string];
    expect(now).toBeDefined();
    const queries = JSON.stringify([
      {
        Id: 'cpu',
        MetricStat: {
          Metric: {
            Namespace: 'AWS/ECS',
            MetricName: 'CPUUtilization',
            Dimensions: [
              { Name: 'ClusterName', Value: 'waooaw-production' },
              { Name: 'ServiceName', Value: 'waooaw-backend' },
            ],
          },
          Period: 60,
          Stat: 'Average',
        },
      },
    ]);
    const end = new Date();
    const start = new Date(end.getTime() - 3 * 3_600_000);
    const answer = (await ask(
      ...['cloudwatch', 'get-metric-data', '--metric-data-queries', queries],
      ...['--start-time', start.toISOString(), '--end-time', end.toISOString()],
    )) as { MetricDataResults: [{ StatusCode: string; Values: number[] }] };
    const [{ StatusCode, Values }] = answer.MetricDataResults;
    expect(StatusCode).toBe('Complete');
    expect(Values.length).toBeGreaterThan(170);
    expect(Math.min(...Values)).toBeGreaterThan(15);
    expect(Math.max(...Values)).toBeLessThan(50);
  });

  it('knows the health of both targets', async () => {
    const [group] = (await ask('elbv2', 'describe-target-groups', '--query', 'TargetGroups[].TargetGroupArn')) as [
      string,
    ];
    expect(
      await ask(
        ...['elbv2', 'describe-target-health', '--target-group-arn', group],
        ...['--query', 'TargetHealthDescriptions[].TargetHealth.State'],
      ),
    ).toEqual(['healthy', 'healthy']);
    expect(await ask('sts', 'get-caller-identity')).toMatchObject({ Account: '123456789012' });
  });

  it('sees what headroom scaled, sees it last, and sees it taken back', async () => {
    const scaled = await run('--desired-count', '6', '--confirm', '6');
    expect({ exitCode: scaled.exitCode, stderr: scaled.stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(await counts()).toEqual([6, 6]);
    expect(
      await ask(
        ...['application-autoscaling', 'describe-scaling-activities', ...scalable, '--max-results', '1'],
        ...['--query', 'ScalingActivities[].[Description,Cause,StatusCode]'],
      ),
    ).toEqual([['Setting desired count to 6.', 'minimum capacity was set to 6', 'Successful']]);

    await simulatedMinutes(20);
    expect(await counts()).toEqual([6, 6]);

    const runId = (JSON.parse(scaled.stdout.split('\n', 1)[0] ?? '') as { runId: string }).runId;
    // With the floor gone auto-scaling may take tasks away before undo does; undo then leaves the rest to it.
    const undone = await headroom('undo', runId, '--confirm', '2');
    expect({ exitCode: undone.exitCode, stderr: undone.stderr }).toEqual({ exitCode: 0, stderr: '' });
    await simulatedMinutes(25);
    expect(await counts()).toEqual([2, 2]);
    expect(
      await ask(
        'application-autoscaling',
        'describe-scalable-targets',
        ...plural(scalable),
        '--query',
        'ScalableTargets[].[MinCapacity,MaxCapacity]',
      ),
    ).toEqual([[2, 10]]);
  }, 90_000);

  it('sees the auto-scaler take a bare count back, as headroom had said', async () => {
    const scaled = await run('--desired-count', '6', '--how', 'count', '--confirm', '6');
    const { plan } = JSON.parse(scaled.stdout.split('\n', 1)[0] ?? '') as { plan: { warnings: string[] } };
    expect(plan.warnings.join(' ')).toMatch(/take.*back|scale.*in/i);
    await simulatedMinutes(30);
    expect(await counts()).toEqual([2, 2]);
  }, 90_000);
});

/** `describe-scalable-targets` takes several resources where the other commands take one. */
const plural = (args: readonly string[]): readonly string[] =>
  args.map(arg => (arg === '--resource-id' ? '--resource-ids' : arg));

/** Simulated time cannot be waited for by an event here: the other process owns its clock. It is sure to have passed after this. */
const simulatedMinutes = (minutes: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, (minutes * 60_000) / speed + 300));
