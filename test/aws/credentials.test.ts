import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createGateway, type OpenGateway } from '../../src/aws/sdk.ts';
import { FaultError } from '../../src/domain/fault.ts';
import { startServer } from './support/canned-aws.ts';

const open: { close(): unknown }[] = [];
const environment = { ...process.env };
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});

/** An AWS that knows some access keys, and a machine with this `~/.aws`. */
async function machine({ config = '', credentials = '' }: { config?: string; credentials?: string }) {
  const home = mkdtempSync(join(tmpdir(), 'headroom-aws-'));
  const files = { config: join(home, 'config'), credentials: join(home, 'credentials') };
  writeFileSync(files.config, config);
  writeFileSync(files.credentials, credentials);
  for (const name of Object.keys(process.env)) if (/^AWS_|_proxy$|_CA_/i.test(name)) delete process.env[name];
  Object.assign(process.env, {
    AWS_CONFIG_FILE: files.config,
    AWS_SHARED_CREDENTIALS_FILE: files.credentials,
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  const accepted = new Set<string>();
  const used: string[] = [];
  const aws = await startServer((request, response) => {
    const key = /Credential=(\w+)\//.exec(request.headers.authorization ?? '')?.[1] ?? 'none';
    used.push(key);
    if (accepted.has(key)) {
      response.end('{"clusterArns":[]}');
      return;
    }
    response.writeHead(400);
    response.end(
      '{"__type":"ExpiredTokenException","message":"The security token included in the request is expired"}',
    );
  });
  open.push(aws);
  return {
    files,
    accepted,
    used,
    gatewayOf(profile: string | null): OpenGateway {
      const gateway = createGateway({ region: 'us-east-1', endpoint: aws.url, profile });
      open.push({ close: gateway.destroy });
      return gateway;
    },
  };
}

const keys = (profile: string, key: string): string =>
  `[${profile}]\naws_access_key_id = ${key}\naws_secret_access_key = secret\n`;

const read = ({ gateway }: OpenGateway) =>
  gateway
    .read('ecs:ListClusters', {})
    .then(() => 'answered')
    .catch((error: unknown) => {
      if (error instanceof FaultError) return error.fault;
      throw error;
    });

describe('credentials that have expired', () => {
  it('A2, A3: are looked for again with the next request, so that a login renewed elsewhere is found', async () => {
    const { files, accepted, used, gatewayOf } = await machine({ credentials: keys('ops', 'OLD') });
    accepted.add('OLD');
    const gateway = gatewayOf('ops');
    expect(await read(gateway)).toBe('answered');
    accepted.delete('OLD');
    expect(await read(gateway)).toMatchObject({
      kind: 'credentials',
      because: expect.stringContaining('have expired'),
      nextStep: expect.stringContaining('aws sso login --profile ops'),
    });

    accepted.add('NEW');
    writeFileSync(files.credentials, keys('ops', 'NEW'));
    expect(await read(gateway)).toBe('answered');
    expect(used).toEqual(['OLD', 'OLD', 'NEW']);
  });

  it('A2: that are not there at all are found once they are', async () => {
    const { files, accepted, gatewayOf } = await machine({});
    accepted.add('LATE');
    const gateway = gatewayOf('ops');
    expect(await read(gateway)).toMatchObject({ kind: 'credentials' });
    writeFileSync(files.credentials, keys('ops', 'LATE'));
    expect(await read(gateway)).toBe('answered');
  });
});

describe('A5: which credentials are used', () => {
  const inEnvironment = { AWS_ACCESS_KEY_ID: 'ENVKEY', AWS_SECRET_ACCESS_KEY: 'secret' };

  it.each([
    { when: 'a profile alone', profile: 'ops', env: {}, key: 'OPSKEY', from: 'profile ops: keys', notes: [] },
    {
      when: 'keys in the environment alone',
      profile: null,
      env: inEnvironment,
      key: 'ENVKEY',
      from: 'AWS_ACCESS_KEY_ID of the environment',
      notes: [],
    },
    {
      when: 'both, the profile by AWS_PROFILE',
      profile: 'ops',
      env: { ...inEnvironment, AWS_PROFILE: 'ops' },
      key: 'OPSKEY',
      from: 'profile ops: keys',
      notes: ['AWS_PROFILE and AWS_ACCESS_KEY_ID are both set, and the profile is used.'],
    },
    { when: 'neither', profile: null, env: {}, key: 'DEFAULTKEY', from: 'profile default: keys', notes: [] },
    {
      when: 'a process that a profile names',
      profile: 'process',
      env: {},
      key: 'PROCESSKEY',
      from: 'profile process: credential_process',
      notes: [],
    },
  ])('$when: the choice is said', async ({ profile, env, key, from, notes }) => {
    const printed = JSON.stringify({ Version: 1, AccessKeyId: 'PROCESSKEY', SecretAccessKey: 'secret' });
    const { accepted, used, gatewayOf } = await machine({
      credentials: keys('default', 'DEFAULTKEY') + keys('ops', 'OPSKEY'),
      config: `[profile process]\ncredential_process = echo '${printed}'\n`,
    });
    accepted.add(key);
    Object.assign(process.env, env);
    const gateway = gatewayOf(profile);
    expect(gateway.connection().credentialsFrom).toBeUndefined();
    expect(await read(gateway)).toBe('answered');
    expect(used).toEqual([key]);
    expect(gateway.connection()).toEqual({ credentialsFrom: from, notes });
  });
});

describe('A8: a credential process', () => {
  const asks = (command: string) => machine({ config: `[profile mfa]\ncredential_process = ${command}\n` });

  it('that asks on the terminal finds none, and its words say what to do', async () => {
    const { used, gatewayOf } = await asks(
      `sh -c "read code < /dev/tty || echo 'cannot ask for the code' >&2; exit 3"`,
    );
    expect(await read(gatewayOf('mfa'))).toMatchObject({
      kind: 'credentials',
      because: expect.stringMatching(/credential_process failed \(exit code 3\)/),
      nextStep: expect.stringContaining('aws configure export-credentials --profile mfa'),
    });
    expect(used).toEqual([]);
  });

  it('has no terminal in its session, wherever the program was started', async () => {
    const { gatewayOf } = await asks(`sh -c "ps -o tty= -p $$ >&2; exit 4"`);
    expect(await read(gatewayOf('mfa'))).toMatchObject({ because: expect.stringMatching(/exit code 4\): \?/) });
  });

  it('that never ends does not keep a read longer than its time', async () => {
    const { files } = await asks('sleep 20');
    expect(files.config).not.toBe('');
    const gateway = createGateway({
      region: 'us-east-1',
      endpoint: 'http://127.0.0.1:9',
      profile: 'mfa',
      limits: { connectionMs: 500, requestMs: 500, socketMs: 500, totalMs: { read: 700, poll: 700, write: 700 } },
    });
    open.push({ close: gateway.destroy });
    const began = performance.now();
    expect(await read(gateway)).toMatchObject({ kind: 'timeout' });
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
