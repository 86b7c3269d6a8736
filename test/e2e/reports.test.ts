import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../support/program.ts';
import { freshStateDir, type Simulated, startSimulated } from '../support/simulated.ts';

describe('reports without a screen', () => {
  let simulated: Simulated;
  const stateDir = freshStateDir();
  const config = join(stateDir, 'config.json');
  beforeAll(async () => {
    const connectionsPerTask = { 'waooaw-production/waooaw-backend': 30, 'waooaw-production/waooaw-agent': 10 };
    writeFileSync(config, JSON.stringify({ environments: { practice: { connectionsPerTask } } }));
    simulated = await startSimulated();
  });
  afterAll(() => simulated.stop());
  const run = (...args: readonly string[]) =>
    runProgram([
      ...args,
      '--endpoint',
      simulated.url,
      '--config',
      config,
      '--env',
      'practice',
      '--state-dir',
      stateDir,
    ]);

  it('capacity answers the runbook’s campaign: 5,000 requests a minute are 12 tasks, and MaxCapacity is 10', async () => {
    const { exitCode, stdout, stderr } = await run('capacity', '--expected-requests', '5000');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/waooaw-backend +2 +2 +4 GB +\$0\.10 +\$72\.08/);
    expect(stdout).toMatch(/ 5,000 +12 +\d+ +\$0\.59 +\$432 {2}▲ MaxCapacity/);
    expect(stdout).toMatch(/Database connections +\d+ +[\d,]+ {2}\d+ of about 405 connections/);
  });

  it('capacity as JSON has the same, and nothing else on stdout', async () => {
    const named = await run('capacity', '--requests-per-minute', '5000', '--service', 'waooaw-backend', '--json');
    expect(JSON.parse(named.stdout)).toMatchObject({
      total: { tasks: 4, vcpus: 3 },
      estimates: [{ name: 'waooaw-backend', first: 'task-ceiling', rows: [{ tasksByRunbook: 12 }] }],
    });
  });

  it('rightsize judges seven remembered days, as text and as JSON', async () => {
    const text = await run('rightsize');
    expect(text.stdout).toMatch(/waooaw-backend +✓ RIGHT +2 /);
    expect(text.stdout).toContain('All of it costs $0.15 an hour');
    const json = await run('rightsize', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      days: 7,
      services: [{ verdict: 'OVER' }, { verdict: 'RIGHT', use: { hoursAsked: 168 } }],
    });
    expect((await run('rightsize', '--days', '14')).stdout).toMatch(/waooaw-backend +\? NO DATA/);
  });

  it('scaling out beyond the connections of the database is refused with 3, the numbers and the ways out', async () => {
    const plan = [
      'plan',
      'scale-service',
      '--service',
      'waooaw-backend',
      '--desired-count',
      '13',
      '--raise-ceiling',
      'yes',
    ];
    const { exitCode, stderr } = await run(...plan);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/Database connections: 13 tasks would take 420 of about 405 connections/);
    expect(stderr).toMatch(/there is room for 11: ask for that many at most, or make the pools smaller/);
  });

  it.each([
    ['no such service', ['capacity', '--service', 'nope'], /no service nope.*waooaw-agent/s],
    ['a number that is none', ['capacity', '--expected-requests', 'many'], /whole number/],
    ['more days than CloudWatch is asked for', ['rightsize', '--days', '90'], /from 1 to 14/],
  ])('%s is a sentence and exit code 2', async (_, args, words) => {
    const { exitCode, stdout, stderr } = await run(...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(words);
  });
});
