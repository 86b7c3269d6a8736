import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freshStateDir } from '../support/simulated.ts';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';
import { terminals } from '../support/terminals.ts';
import { cases, measured } from './figures.ts';
import { reach } from './screens-to-die-on.ts';

const { endLater } = terminals();

/** Takes the network away, all but the machine's own; where the kernel does not let us, the witness alone watches. */
const alone = `unshare -n sh -c 'ip link set lo up && exec "$@"' sh`;
const canBeAlone = spawnSync('sh', ['-c', `${alone} true`]).status === 0;

interface Note {
  readonly kind: 'connect' | 'lookup' | 'signed';
  readonly what: string;
}

interface Watched {
  readonly terminal: TestTerminal;
  readonly notes: () => readonly Note[];
  /** Written by the credential process of the poisoned profile, if anybody runs it. */
  readonly canary: string;
}

/** A demo on a machine where everything that could lead to a real account is set. */
function demoAmongPoison(): Watched {
  const home = freshStateDir();
  const canary = join(home, 'credential-process-was-run');
  mkdirSync(join(home, '.aws'));
  const profile = `region = eu-west-9\ncredential_process = touch ${canary}\n`;
  writeFileSync(join(home, '.aws', 'config'), `[default]\n${profile}[profile poison]\n${profile}`);
  writeFileSync(
    join(home, '.aws', 'credentials'),
    '[default]\naws_access_key_id = AKIAPOISONEDFILE0000\naws_secret_access_key = poison\n',
  );
  const witness = join(home, 'witness.jsonl');
  writeFileSync(witness, '');
  const terminal = openTerminal(['demo', '--speed', '20', '--state-dir', freshStateDir()], {
    columns: 100,
    rows: 30,
    nodeOptions: ['--import', join(import.meta.dirname, '../support/network-witness.mjs')],
    script: canBeAlone ? `exec ${alone} "$@"` : 'exec "$@"',
    env: {
      HOME: home,
      HEADROOM_TEST_WITNESS: witness,
      AWS_PROFILE: 'poison',
      AWS_ACCESS_KEY_ID: 'AKIAPOISONEDKEY00000',
      AWS_SECRET_ACCESS_KEY: 'poison',
      AWS_SESSION_TOKEN: 'poison',
      AWS_REGION: 'eu-west-9',
      AWS_ENDPOINT_URL: 'http://192.0.2.1:1',
      AWS_ENDPOINT_URL_ECS: 'http://192.0.2.2:1',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://192.0.2.3/poison',
      AWS_WEB_IDENTITY_TOKEN_FILE: join(home, 'nothing'),
      AWS_ROLE_ARN: 'arn:aws:iam::999999999999:role/poison',
      AWS_EC2_METADATA_DISABLED: 'false',
      AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://192.0.2.4',
      HTTP_PROXY: 'http://192.0.2.5:1',
      HTTPS_PROXY: 'http://192.0.2.5:1',
    },
  });
  endLater(() => terminal.kill());
  const notes = (): readonly Note[] =>
    readFileSync(witness, 'utf8')
      .split('\n')
      .filter(line => line !== '')
      .map((line): Note => JSON.parse(line));
  return { terminal, notes, canary };
}

const chosen = ['a run', 'the plan', 'the procedures', 'the help'].slice(0, cases(1, 4));

describe('G30: the demo', () => {
  let connections = 0;

  it.concurrent.each(chosen)(
    'R2: as far as %s talks to nobody but itself, with keys of its own, and says SIMULATED',
    async name => {
      const { terminal, notes, canary } = demoAmongPoison();
      await reach(name, terminal);
      expect(terminal.screen()).toMatch(/SIMULATED/);
      expect(terminal.screen()).not.toMatch(/eu-west-9|999999999999/);
      terminal.kill('SIGTERM');
      await terminal.exit;
      const of = (kind: Note['kind']) => new Set(notes().flatMap(note => (note.kind === kind ? [note.what] : [])));
      expect(of('connect').size).toBe(1);
      expect([...of('connect')].filter(address => !address.startsWith('127.0.0.1:'))).toEqual([]);
      expect([...of('lookup')].filter(host => host !== '127.0.0.1' && host !== 'localhost')).toEqual([]);
      expect([...of('signed')].filter(key => /POISON/.test(key))).toEqual([]);
      expect(of('signed').size).toBeGreaterThan(0);
      expect(existsSync(canary)).toBe(false);
      connections += notes().filter(({ kind }) => kind === 'connect').length;
    },
    60_000,
  );

  afterAll(() => {
    measured(
      'G30',
      `${canBeAlone ? 'network taken away' : 'network watched'}, every variable poisoned: ${connections} connections, 0 of them off loopback; no poisoned key used`,
    );
  });
});
