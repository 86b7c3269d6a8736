import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commandLines } from '../../src/components/command-lines.ts';
import { plainText } from '../../src/terminal/line.ts';

/** The words that a shell makes of a script. */
const shellWords = (script: string): readonly string[] =>
  execFileSync('sh', ['-c', `printf '%s\\n' ${script}`], { encoding: 'utf8' })
    .split('\n')
    .slice(0, -1);

describe.each([
  ['flags', 'aws ecs update-service --cluster waooaw-production --service waooaw-backend --desired-count 6 --no-x'],
  ['quotes', `aws x put-y --json '{"a b":[1, 2]}' --name 'it'\\''s' --region us-east-1`],
  [
    'one long word',
    `aws x put-y --json '{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa":1}' --last`,
  ],
])('a command with %s', (_, command) => {
  it.each([30, 60, 200])('can be pasted as it is shown in %d cells', width => {
    const shown = commandLines(command, width).map(plainText).join('\n');
    expect(shellWords(shown)).toEqual(shellWords(command));
  });
});

it('breaks between flags, and between a flag and its value only where both do not fit', () => {
  const lines = commandLines('aws ecs update-service --cluster waooaw-production --desired-count 6', 40).map(plainText);
  expect(lines).toEqual(['aws ecs update-service \\', '  --cluster waooaw-production \\', '  --desired-count 6']);
  const wide = commandLines('aws x y --scalable-target-action \'{"MinCapacity":2}\'', 34).map(plainText);
  expect(wide).toEqual(['aws x y \\', '  --scalable-target-action \\', '    \'{"MinCapacity":2}\'']);
});
