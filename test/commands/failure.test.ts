import { describe, expect, it } from 'vitest';
import { Refusal, report } from '../../src/commands/failure.ts';
import type { Flags, Io } from '../../src/commands/io.ts';
import { ConfigError } from '../../src/config/config-error.ts';
import { exitCodes } from '../../src/domain/exit-code.ts';
import { FaultError } from '../../src/domain/fault.ts';
import { JournalError } from '../../src/journal/journal-error.ts';
import { denied } from '../support/snapshots.ts';

function reported(error: unknown, flags: Flags = {}) {
  const said = { out: '', err: '' };
  const io: Io = {
    raw: () => {},
    out: text => {
      said.out += text;
    },
    err: text => {
      said.err += text;
    },
    env: {},
    interactive: false,
    signal: new AbortController().signal,
    openScreen: () => expect.fail('a failure needs no screen'),
    closeScreen() {},
    lastWords: () => {},
    noise: () => ['Warning: a listener too many'],
  };
  return { exitCode: report(error, io, flags), ...said };
}

describe('what goes wrong in a command', () => {
  it.each([
    ['a refusal', new Refusal('Port 1 is taken.', 'Choose another.', exitCodes.usage), 2, 'Port 1 is taken.'],
    ['a wrong configuration', new ConfigError('--write and --read-only contradict.', 'Give one.'), 2, 'contradict'],
    ['a fault of AWS', new FaultError(denied), 6, denied.because],
    ['an unwritable journal', new JournalError('the disk is full', 'Make room.'), 3, 'the disk is full'],
  ])('%s is said in a sentence with its next step, and nothing of it on stdout', (_, error, exitCode, words) => {
    const said = reported(error);
    expect(said).toMatchObject({ exitCode, out: '' });
    expect(said.err).toContain(words);
    expect(said.err).toMatch(/^headroom: .+\n {2}Next: .+\n$/);
  });

  it('is data as well where a program asked for JSON, with the kind of fault that AWS gave', () => {
    const said = reported(new FaultError(denied), { json: true });
    expect(JSON.parse(said.out)).toEqual({ fault: { ...denied } });
    expect(said.err).toContain(denied.nextStep);
  });

  it('that nobody has foreseen is called our fault, with where it comes from', () => {
    const said = reported(new TypeError('x is not a function'), { json: true });
    expect(said.exitCode).toBe(1);
    expect(said.err).toMatch(/fault of headroom itself[\s\S]*x is not a function[\s\S]*failure\.test/);
    expect(said.out).toBe('');
  });
});
