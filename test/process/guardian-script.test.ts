import { execFileSync, spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { guardianScript } from '../../src/process/guardian-script.ts';

/** The guardian with a pipe in place of the terminal: it hears these lines, and then the program is gone. */
async function afterwards(lines: readonly string[]): Promise<string> {
  const guardian = spawn('sh', ['-c', guardianScript, 'guardian'], {
    stdio: ['pipe', 'pipe', 'inherit', 'ignore'],
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
  });
  let said = '';
  guardian.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  guardian.stdin?.on('error', () => {});
  guardian.stdin?.end(lines.map(line => `${line}\n`).join(''));
  await new Promise(resolve => guardian.once('close', resolve));
  return said;
}

it('is a script that a plain POSIX shell takes', () => {
  expect(() => execFileSync('sh', ['-n', '-c', guardianScript])).not.toThrow();
});

it('says nothing and does nothing when the program said goodbye', async () => {
  expect(await afterwards(['say Run x was under way.', 'bye'])).toBe('');
  expect(await afterwards(['given'])).toBe('');
});

it('leaves every mode and says what was under way when the program was killed', async () => {
  expect(
    await afterwards(['given', 'say old', 'full', 'unsay', 'say Run x was under way.', 'say headroom resume x']),
  ).toBe(
    '\u001b[?2026l\u001b[?2004l\u001b[0m\u001b[?1049l\u001b[?25h' +
      'headroom has ended without a word: it was killed, or ran out of memory.\n' +
      '  Run x was under way.\n  headroom resume x\n',
  );
});

const withoutAWord = 'headroom has ended without a word: it was killed, or ran out of memory.\n';

it('has something to give back before it has heard anything', async () => {
  expect(await afterwards([])).toContain('\u001b[?1049l');
});

it('only speaks where the terminal had been given back before', async () => {
  expect(await afterwards(['full', 'say Run x was under way.', 'given'])).toBe(
    `${withoutAWord}  Run x was under way.\n`,
  );
});

it.each(['\u001b]0;title\u0007', 'a\u009b31m', 'caf\u00e9', '\u202etxt', 'a\tb', 'a\rb'])(
  'does not print %j',
  async hostile => {
    expect(await afterwards(['given', `say ${hostile}`, 'say fine'])).toBe(`${withoutAWord}  fine\n`);
  },
);

it('takes what a shell would expand for what it is', async () => {
  const text = '$(touch /tmp/x) `id` ; rm * \\033[31m %s "quoted" \'single\' --flag';
  expect(await afterwards(['given', `say ${text}`])).toBe(`${withoutAWord}  ${text}\n`);
});
