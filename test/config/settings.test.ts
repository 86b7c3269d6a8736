import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/config-error.ts';
import { defaultStateDir } from '../../src/config/load.ts';
import { type GlobalFlags, resolveSettings } from '../../src/config/settings.ts';

const directory = mkdtempSync(join(tmpdir(), 'headroom-config-'));

function configFile(content: unknown): string {
  const path = join(directory, `${Math.random()}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const nobody = { HOME: directory, XDG_CONFIG_HOME: join(directory, 'none') };

const resolve = (flags: GlobalFlags, env: Record<string, string> = {}) => resolveSettings(flags, { ...nobody, ...env });

function problemOf(flags: GlobalFlags): string {
  try {
    resolve(flags);
  } catch (error) {
    if (error instanceof ConfigError) return `${error.message} ${error.nextStep}`;
    throw error;
  }
  return 'no problem';
}

describe('settings', () => {
  it('without any configuration are the default environment, production, and read-only until armed', () => {
    expect(resolve({})).toMatchObject({ environment: 'default', production: true, writes: 'ask', endpoint: undefined });
  });

  it('take flags before the configured environment, and that before AWS variables', () => {
    const config = configFile({
      defaultEnvironment: 'prod',
      environments: { prod: { region: 'eu-west-1', profile: 'ops', accountId: '123456789012' } },
    });
    const env = { AWS_REGION: 'us-west-2', AWS_PROFILE: 'other' };
    expect(resolve({}, env)).toMatchObject({ region: 'us-west-2', profile: 'other', environment: 'other' });
    expect(resolve({ config }, env)).toMatchObject({
      environment: 'prod',
      region: 'eu-west-1',
      profile: 'ops',
      accountId: '123456789012',
      production: true,
    });
    expect(resolve({ config, region: 'us-east-1' }, env)).toMatchObject({ region: 'us-east-1' });
  });

  it('ease the confirmations only where the configuration says that it is not production', () => {
    const config = configFile({ environments: { staging: { production: false } } });
    expect(resolve({ config, env: 'staging' }).production).toBe(false);
  });

  it('A6: do not allow writes to another region than the one that the configuration pins', () => {
    const config = configFile({ environments: { prod: { region: 'eu-west-1' } } });
    expect(resolve({ config, env: 'prod', write: true }).writes).toBe('armed');
    expect(resolve({ config, env: 'prod', write: true, region: 'eu-west-1' }).writes).toBe('armed');
    expect(resolve({ config, env: 'prod', write: true, region: 'us-east-1' })).toMatchObject({
      region: 'us-east-1',
      writes: { forbidden: expect.stringMatching(/pins this environment to eu-west-1, and --region says us-east-1/) },
    });
  });

  it('F4: allow writes to an endpoint that was typed, and never to one that was only found in the environment', () => {
    expect(resolve({ endpoint: 'http://127.0.0.1:4566/' })).toMatchObject({
      writes: 'armed',
      endpoint: { url: 'http://127.0.0.1:4566', from: 'flag' },
    });
    expect(resolve({ write: true }, { AWS_ENDPOINT_URL: 'http://evil.example' })).toMatchObject({
      writes: { forbidden: expect.stringContaining('AWS_ENDPOINT_URL') },
      endpoint: { from: 'environment' },
    });
    expect(resolve({ endpoint: 'http://127.0.0.1:1', readOnly: true }).writes).toEqual({
      forbidden: 'started with --read-only',
    });
  });

  it.each([
    [{ config: '/nonexistent/config.json' }, /cannot be read.*--config/],
    [{ config: configFile('{ "environments": ') }, /not valid JSON.*plain JSON/],
    [{ config: configFile({ enviroments: {} }) }, /enviroments/],
    [{ config: configFile({ environments: { prod: { region: 'mars' } } }) }, /environments\.prod\.region.*AWS region/],
    [{ config: configFile({ environments: { prod: { services: ['backend'] } } }) }, /cluster\/service/],
    [{ config: configFile({ environments: { prod: {} } }), env: 'prd' }, /no environment prd.*Use one of: prod/],
    [{ endpoint: 'localhost:4566' }, /must be an http or https URL/],
    [{ write: true, readOnly: true }, /contradict/],
  ])('say what is wrong and what would be right: %j', (flags, words) => {
    expect(problemOf(flags)).toMatch(words);
  });

  it('do not let a configuration file reach into the prototype of objects', () => {
    const config = configFile('{ "environments": { "__proto__": { "production": false } }, "__proto__": { "x": 1 } }');
    problemOf({ config });
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
    expect(Object.hasOwn(Object.prototype, 'production')).toBe(false);
  });

  it('keep state under XDG_STATE_HOME, and ignore a relative one', () => {
    expect(defaultStateDir({ XDG_STATE_HOME: '/var/state' })).toBe('/var/state/headroom');
    expect(defaultStateDir({ XDG_STATE_HOME: 'state' })).toMatch(/\/\.local\/state\/headroom$/);
  });

  it('hold what AWS cannot know of the environment, and nothing where it is not said', () => {
    expect(resolve({}).configured).toEqual({
      database: null,
      cache: null,
      maxConnections: null,
      connectionsPerTask: {},
    });
    const said = {
      database: 'waooaw-postgres-production',
      cache: 'waooaw-redis-production',
      maxConnections: 400,
      connectionsPerTask: { 'waooaw-production/waooaw-backend': 30 },
    };
    const config = configFile({ defaultEnvironment: 'prod', environments: { prod: said } });
    expect(resolve({ config }).configured).toEqual(said);
  });

  it.each([
    [{ database: 'Waooaw' }, 'database: must be the identifier of an RDS instance'],
    [{ cache: '-x' }, 'cache: must be the id of a replication group'],
    [{ connectionsPerTask: { backend: 30 } }, 'connectionsPerTask.backend'],
    [{ connectionsPerTask: { 'a/b': -1 } }, 'connectionsPerTask'],
    [{ maxConnections: 0 }, 'maxConnections'],
  ])('refuse %j, and name the place', (wrong, says) => {
    expect(problemOf({ config: configFile({ environments: { prod: wrong } }) })).toContain(says);
  });
});
