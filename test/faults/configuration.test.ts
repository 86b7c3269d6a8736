import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../src/commands/program.ts';
import { ConfigError } from '../../src/config/config-error.ts';
import { jsonPlaces } from '../../src/config/json-places.ts';
import { resolveSettings } from '../../src/config/settings.ts';
import { exitCodes } from '../../src/domain/exit-code.ts';
import { RandomStream } from '../../src/sim/world/rng.ts';
import { noScreen } from '../support/no-screen.ts';
import { tempDir } from '../support/temp-dir.ts';
import { configText } from './config-texts.ts';
import { cases, measured, seed } from './figures.ts';

const nobody = (directory: string): Record<string, string> => ({
  HOME: directory,
  XDG_CONFIG_HOME: join(directory, 'none'),
});

/** What the program says of this file, and how it ends. `status` needs no AWS to find a configuration wrong. */
async function saidOf(config: string): Promise<{ readonly exitCode: number; readonly err: string }> {
  let err = '';
  const exitCode = await runProgram(['history', '--state-dir', tempDir(), '--config', config], {
    out: () => {},
    raw: () => {},
    err: text => {
      err += text;
    },
    env: nobody('/nonexistent'),
    ...noScreen,
    signal: new AbortController().signal,
  });
  return { exitCode, err };
}

const written = (directory: string, content: string | Buffer): string => {
  const path = join(directory, 'config.json');
  writeFileSync(path, content);
  return path;
};

const refusalOf = (config: string): string => {
  try {
    resolveSettings({ config }, nobody('/nonexistent'));
  } catch (error) {
    if (error instanceof ConfigError) return `${error.message} ${error.nextStep}`;
    throw error;
  }
  return 'none';
};

describe('G25: configuration files', () => {
  it('F2, G25: whatever is in one, it is used whole or refused with its line, soon, and changes no other object', {
    timeout: 900_000,
  }, async () => {
    const random = new RandomStream(seed);
    const directory = tempDir();
    const before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
    const count = { used: 0, refused: 0 };
    // The first one pays for loading what all of them use.
    await saidOf(written(directory, '{}'));
    let slowestMs = 0;
    const wanted = cases(300, 10_000);
    for (let index = 0; index < wanted; index += 1) {
      const text = configText(random);
      const path = written(directory, text);
      // The processor's time, not the clock's: other programs on the machine must not count.
      const at = process.cpuUsage();
      const { exitCode, err } = await saidOf(path);
      const { user, system } = process.cpuUsage(at);
      slowestMs = Math.max(slowestMs, (user + system) / 1000);
      if (exitCode === exitCodes.done) count.used += 1;
      else {
        count.refused += 1;
        expect({ exitCode, err: err.slice(0, 2000) }).toEqual({
          exitCode: exitCodes.usage,
          err: expect.stringMatching(/line \d+: |larger than 256 kB|no environment/),
        });
        expect(err.length).toBeLessThan(5000);
      }
      if (JSON.stringify(Object.getOwnPropertyNames(Object.prototype)) !== before) expect.fail(text.slice(0, 500));
    }
    expect(count.used).toBeGreaterThan(0);
    expect(count.refused).toBeGreaterThan(0);
    expect(slowestMs).toBeLessThan(200);
    measured(
      'G25',
      `${wanted.toLocaleString('en')} files of up to 1 MB: ${count.used} used, ${count.refused} refused with exit code 2 and a line, slowest ${Math.ceil(slowestMs)} ms, Object.prototype unchanged`,
    );
  });

  it.each([
    [
      '{\n  "environments": {\n    "prod": {\n      "region": "mars"\n    }\n  }\n}',
      /line 4: environments\.prod\.region/,
    ],
    ['{\n  "environments": {\n    "prod": { "regoin": "us-east-1" }\n  }\n}', /line 3: environments\.prod: .*regoin/],
    ['{\n  "defaultEnvironment": "a",\n  "defaultEnvironment": "b"\n}', /line 3: defaultEnvironment stands twice/],
    ['{\n  "environments": {\n', /line 3: /],
    ['{\n  "a": 1,,\n}', /line 2: /],
    [
      '{\n "environments": { "p": { "services": [\n "a/b",\n "nonsense" ] } } }',
      /line 4: environments\.p\.services\.1/,
    ],
    [
      `{${Array.from({ length: 9 }, (_, index) => `"environments${index}": 1`).join(',\n')}}`,
      /line 1: the file: Unrecognized/,
    ],
    [
      `{ "environments": {${Array.from({ length: 9 }, (_, index) => `\n"e${index}": { "region": 1 }`).join(',')}} }`,
      /line 2: environments\.e0\.region: .*and 4 more/,
    ],
    [`{ "${'k'.repeat(500)}": 1 }`, /k{100}…/],
    ['[]', /line 1: the file/],
    ['', /line 1: /],
  ])('F2: %j is refused with the line', (text, words) => {
    expect(refusalOf(written(tempDir(), text))).toMatch(words);
  });

  it('F2: a name that every object has is no environment', () => {
    const config = written(tempDir(), '{ "environments": { "prod": { "production": false } } }');
    for (const env of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
      expect(() => resolveSettings({ config, env }, nobody('/nonexistent'))).toThrow(/no environment/);
  });

  it('F2: a file, a link or a directory that others could change is not used; a link of the user is', () => {
    const directory = tempDir();
    const path = written(directory, '{}');
    expect(refusalOf(path)).toBe('none');
    symlinkSync(path, join(directory, 'link.json'));
    expect(refusalOf(join(directory, 'link.json'))).toBe('none');

    chmodSync(path, 0o666);
    expect(refusalOf(path)).toMatch(/every user of this machine could change it.*chmod o-w/);
    expect(refusalOf(join(directory, 'link.json'))).toMatch(/every user/);
    chmodSync(path, 0o600);
    chmodSync(directory, 0o777);
    expect(refusalOf(path)).toMatch(/every user/);
    // As /tmp is: what is there can only be replaced by whom it belongs to.
    chmodSync(directory, 0o1777);
    expect(refusalOf(path)).toBe('none');
  });

  // Only root can give a file away.
  it.runIf(process.getuid?.() === 0)('F2: a file of another user is not used', () => {
    const path = written(tempDir(), '{}');
    chownSync(path, 4711, 4711);
    expect(refusalOf(path)).toMatch(/belongs to another user/);
  });

  it('F2: a pipe, a device, a directory and a giant are refused at once', () => {
    const directory = tempDir();
    const pipe = join(directory, 'pipe');
    execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', pipe]);
    const giant = join(directory, 'giant.json');
    writeFileSync(giant, Buffer.alloc(50 * 1024 * 1024, ' '));
    for (const path of [pipe, '/dev/zero', directory]) expect(refusalOf(path)).toMatch(/not a regular file/);
    expect(refusalOf(giant)).toMatch(/larger than 256 kB/);
  });
});

describe('a configuration in the working directory', () => {
  const trap = JSON.stringify({
    defaultEnvironment: 'trap',
    environments: { trap: { production: false, profile: 'trap' } },
  });

  it('F3: is not looked at, whatever it is called and however the environment points there', () => {
    const directory = tempDir();
    for (const path of [
      'config.json',
      'headroom.json',
      '.headroom.json',
      'headroom/config.json',
      '.config/headroom/config.json',
    ]) {
      mkdirSync(join(directory, path, '..'), { recursive: true });
      writeFileSync(join(directory, path), trap);
    }
    const script = `
      const { resolveSettings } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/config/settings.ts'))});
      console.log(JSON.stringify(resolveSettings({}, process.env)));`;
    for (const env of [{}, { XDG_CONFIG_HOME: '.' }, { XDG_CONFIG_HOME: '.config' }, { HOME: '.' }, { HOME: '' }]) {
      const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        cwd: directory,
        env: { PATH: process.env['PATH'], HOME: '/nonexistent', ...env },
        encoding: 'utf8',
      });
      expect(JSON.parse(printed), JSON.stringify(env)).toMatchObject({ environment: 'default', production: true });
    }
  });

  it('F3: is used when it is named', () => {
    const config = written(tempDir(), trap);
    expect(resolveSettings({ config }, nobody('/nonexistent'))).toMatchObject({
      environment: 'trap',
      production: false,
    });
  });
});

describe('what is found in the environment', () => {
  const resolved = (env: Record<string, string>, flags = {}) =>
    resolveSettings(flags, { ...nobody('/nonexistent'), ...env });

  it('F4: an endpoint is said and may not be written to; one that was typed goes before it', () => {
    const env = { AWS_ENDPOINT_URL: 'https://evil.example' };
    for (const flags of [{}, { write: true }])
      expect(resolved(env, flags)).toMatchObject({
        endpoint: { url: 'https://evil.example', from: 'environment' },
        writes: { forbidden: expect.stringContaining('AWS_ENDPOINT_URL') },
      });
    expect(resolved(env, { endpoint: 'http://127.0.0.1:4566' })).toMatchObject({
      endpoint: { url: 'http://127.0.0.1:4566', from: 'flag' },
      writes: 'armed',
    });
  });

  it('F4: certificates that nobody checks mean that nothing is written', () => {
    for (const flags of [{}, { write: true }, { endpoint: 'https://aws.example' }])
      expect(resolved({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, flags).writes).toMatchObject({
        forbidden: expect.stringContaining('certificates'),
      });
  });

  it('F4: a user and a password in an endpoint are refused, and not repeated', () => {
    for (const url of ['https://ann:hunter2@aws.example', 'https://hunter2@aws.example'])
      expect(() => resolved({}, { endpoint: url })).toThrow(/user or a password/);
  });
});

describe('the places of a JSON text', () => {
  it('are found for members and elements, at any depth, and for the nearest that there is', () => {
    const places = jsonPlaces('{\n"a": [\n1,\n{ "b": \n"x" }],\n"c": {}}');
    expect(places.lineOf(['a', 0])).toBe(3);
    expect(places.lineOf(['a', 1, 'b'])).toBe(4);
    expect(places.lineOf(['c', 'missing'])).toBe(6);
    expect(places.lineOf([])).toBe(1);
    expect(places.doubled).toEqual([]);
  });

  it('are found in a megabyte of brackets without a stack that overflows', () => {
    expect(jsonPlaces(`${'['.repeat(500_000)}${']'.repeat(500_000)}`).doubled).toEqual([]);
  });
});
