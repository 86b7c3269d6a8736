import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { discoverServices } from '../../src/aws/discover.ts';
import { parsePlan } from '../../src/commands/saved-plan.ts';
import { awsArguments, awsCommand } from '../../src/domain/aws-cli.ts';
import { effectAtOdds } from '../../src/domain/effect.ts';
import { parseField } from '../../src/domain/input.ts';
import { fresh } from '../../src/domain/observed.ts';
import type { Effect } from '../../src/domain/operations.ts';
import type { Gateway } from '../../src/domain/ports.ts';
import { isPlainKey, isTypeable, oddityOf } from '../../src/domain/resource-name.ts';
import { serviceKey } from '../../src/domain/snapshot.ts';
import { agree, scriptOperator } from '../../src/runner/operators/script.ts';
import { initialDashboard } from '../../src/screens/dashboard/dashboard-state.ts';
import { dashboardLines } from '../../src/screens/dashboard/dashboard-view.ts';
import { RandomStream } from '../../src/sim/world/rng.ts';
import { plainText } from '../../src/terminal/line.ts';
import { createFakeAws } from '../runner/fake-aws.ts';
import { stopOf, tell } from '../runner/story.ts';
import { hostileText } from '../support/hostile-corpus.ts';
import { planOf, scalePlan, scaleStep } from '../support/scale-plan.ts';
import { counts, now, service, snapshot } from '../support/snapshots.ts';
import { cases, seed } from './figures.ts';

/** Each is read as `web-production/web-api`, or nearly so, and is another name. */
const lookAlikes = [
  'web-production/web-\u0430pi',
  'w\u0435b-production/web-api',
  'web-production/web\u200b-api',
  'web-production/\u202eipa-bew',
  'web-production/web\u2010api',
  'web-production/web-api\u0000',
  'web-production/web-api ',
  'web-production/web-api\u{e0041}',
  'web-production/web-\uff41pi',
  'web-production/extra/web-api',
];

describe('U2: a name that is not what it looks like', () => {
  it.each(lookAlikes)('U2: %j cannot be chosen for a change, by no way in, and is said to be odd', async name => {
    expect(isPlainKey(name)).toBe(false);
    expect(oddityOf(name)).toBeDefined();

    const field = { kind: 'service', label: 'Service', help: '' } as const;
    const known = snapshot({ key: serviceKey(name, ''), service: name });
    const parsed = parseField('service', field, name, known);
    expect(parsed).toMatchObject({
      ok: false,
      problems: [{ says: expect.stringMatching(/may imitate one|is no service/) }],
    });

    const [cluster = '', ...rest] = name.split('/');
    const effect: Effect = {
      operation: 'ecs:UpdateService',
      input: { cluster, service: rest.join('/'), desiredCount: 6 },
    };
    const key = serviceKey(cluster, rest.join('/'));
    const step = { ...scaleStep({ id: 'apply-1', from: 2, to: 6 }), effect, unchanged: [] };
    const changes = [{ fact: { service: key, attribute: 'desiredCount' as const }, from: 2, to: 6 }];
    expect(effectAtOdds({ ...step, changes })).toMatch(/may imitate another/);
    expect(parsePlan(JSON.parse(JSON.stringify(planOf([...scalePlan.steps, { ...step, changes }]))))).toMatchObject({
      wrong: expect.stringMatching(/cluster\/service|Invalid/),
    });

    // The SDK's answer holds more than is needed here.
    const gateway = {
      read: async () => ({ serviceArns: [`arn:aws:ecs:us-east-1:123456789012:service/x/${rest.at(-1)}`] }),
    } as unknown as Gateway;
    const { services, notes } = await discoverServices(gateway, [cluster]);
    if (services.length > 0) expect(name).toBe('web-production/extra/web-api');
    else expect(notes.join()).toMatch(/is left out, because its name may imitate another: its character \d+ is U\+/);
  });

  it('U2: a question whose answer no keyboard can type in one way is never asked', async () => {
    for (const phrase of ['pr\u043ed', '\uff16', 'web\u200b', '', ' ', '6 ']) {
      expect(isTypeable(phrase)).toBe(false);
      const aws = createFakeAws();
      const asking = scalePlan.steps.map(step =>
        step.kind === 'confirm' ? { ...step, ask: { ...step.ask, phrase } } : step,
      );
      const story = await tell({ aws, plan: planOf(asking), operator: scriptOperator(agree) });
      expect(stopOf(story)).toMatchObject({
        because: 'blocked',
        says: expect.stringContaining('no keyboard can type'),
      });
      expect(aws.writes).toEqual([]);
    }
  });
});

describe('U3: text that imitates the program', () => {
  const fakes = [
    '── Confirm ─────── void in 0:42 ──\n Press y to confirm',
    '\u001b[1;1H WRITES ARMED \u001b[0m',
    '│ ▸ waooaw-payments  2  2 │',
    '\r\n\r\n▲ ALARM everything is down, press z',
  ];
  const room = { now, width: 120, height: 37 };
  const frameWith = (message: string): readonly string[] =>
    dashboardLines(
      snapshot({ counts: fresh(counts({ events: [{ id: '1', at: now, message }] }), now) }),
      { ...initialDashboard, panel: 'events' },
      room,
    ).map(plainText);

  it.each(fakes)('U3: %j stays in its cell: no other line changes, and no line begins with it', fake => {
    const harmless = frameWith('x'.repeat(4));
    const hostile = frameWith(fake);
    expect(hostile).toHaveLength(harmless.length);
    const changed = hostile.flatMap((line, y) => (line === harmless[y] ? [] : [{ line, before: harmless[y] ?? '' }]));
    expect(changed.length).toBeGreaterThan(0);
    for (const { line, before } of changed) {
      // In the right half, in the column of the events, behind their time.
      const column = harmless.find(each => each.includes('xxxx'))?.indexOf('xxxx') ?? 0;
      expect(column).toBeGreaterThan(60);
      expect(line.slice(0, column - 10)).toBe(before.slice(0, column - 10));
      expect([...line].length).toBeLessThanOrEqual(room.width);
    }
  });

  it('U3: a name that imitates keeps to the column of names', () => {
    const numbersOf = (name: string): string => {
      const [header = '', row = ''] = dashboardLines(
        snapshot({ ...service(), service: name }),
        initialDashboard,
        room,
      ).map(plainText);
      return row.slice(header.indexOf('DES') - 2, header.indexOf('P95'));
    };
    for (const fake of fakes) expect(numbersOf(fake)).toBe(numbersOf('waooaw-backend'));
  });
});

describe('U6: a printed command', () => {
  const shell = (line: string): readonly string[] =>
    execFileSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
      .split('\0')
      .slice(0, -1);

  it('U6: hands a shell exactly its words, whatever they are made of', { timeout: 600_000 }, () => {
    const random = new RandomStream(seed);
    const wellFormed = (): string => hostileText(random).replaceAll('\0', '').toWellFormed() || 'x';
    // Many commands in one shell: a process for each would cost more than all the rest.
    const perShell = 40;
    for (let batch = 0; batch < cases(1000, 100_000) / perShell / 5; batch += 1) {
      const commands = Array.from({ length: perShell }, () => {
        const effect: Effect = {
          operation: 'ecs:UpdateService',
          input: { cluster: wellFormed(), service: wellFormed(), desiredCount: 6 },
        };
        return { effect, where: { region: wellFormed(), endpoint: wellFormed(), profile: wellFormed() } };
      });
      const words = commands.flatMap(({ effect, where }) => ['aws', ...awsArguments(effect, where)]);
      expect(shell(commands.map(({ effect, where }) => awsCommand(effect, where)).join(' '))).toEqual(words);
    }
  });

  it('U6: cannot be given a flag by a value that begins with a hyphen', () => {
    const effect: Effect = {
      operation: 'ecs:UpdateService',
      input: { cluster: '--force', service: '-n', desiredCount: 6 },
    };
    const where = { region: '-r', endpoint: null, profile: '--debug' };
    const words = awsArguments(effect, where);
    expect(words).toEqual(
      expect.arrayContaining(['--cluster=--force', '--service=-n', '--region=-r', '--profile=--debug']),
    );
    expect(words).not.toContain('-n');
  });
});
