import { canonicalJson } from './canonical-json.ts';
import { type Effect, operations } from './operations.ts';
import { isSafeText } from './safe-text.ts';
import { isSecretReference, sourceOfSecret } from './secret.ts';
import type { Session } from './snapshot.ts';

/** `MinCapacity`, `desiredCount` -> `min-capacity`, `desired-count`, as the `aws` command derives its flags. */
const cliFlag = (member: string): string =>
  member
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();

/** Quotes for a POSIX shell; words that need no quotes are left readable. */
const shellWord = (word: string): string =>
  /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** Which AWS the command is for, and with whose credentials. */
type Where = Pick<Session, 'region' | 'endpoint' | 'profile'>;

/** A value that begins with a hyphen would be taken for a flag. */
const valued = (flag: string, value: string): readonly string[] =>
  value.startsWith('-') ? [`--${flag}=${value}`] : [`--${flag}`, value];

/**
 * The words after `aws` that send exactly this effect, unquoted: what a test hands to the real command.
 * A top-level boolean is a flag of its own (`--no-x`), because the command accepts no value there.
 */
export function awsArguments(effect: Effect, where: Where): readonly string[] {
  const { cli, flags = {} } = operations[effect.operation];
  const members = Object.entries(effect.input).filter(([, value]) => value !== undefined);
  const words = cli.split(' ');
  // What AWS has stored may hold anything, and a command is printed: as JSON it is escaped, and still the same.
  if (members.some(([, value]) => typeof value === 'string' && !isSafeText(value))) {
    words.push('--cli-input-json', canonicalJson(effect.input));
  } else {
    for (const [member, value] of members) {
      const flag = flags[member] ?? cliFlag(member);
      if (typeof value === 'boolean') words.push(value ? `--${flag}` : `--no-${flag}`);
      else words.push(...valued(flag, typeof value === 'object' ? canonicalJson(value) : String(value)));
    }
  }
  words.push(...valued('region', where.region));
  // Older versions of the command ignore AWS_ENDPOINT_URL, so the flag is always written out.
  if (where.endpoint !== null) words.push(...valued('endpoint-url', where.endpoint));
  // Whoever pastes the command may have another profile in force, and with it another account.
  if (where.profile !== undefined) words.push(...valued('profile', where.profile));
  return words;
}

/** The same as one line to paste into a shell. */
export const awsCommand = (effect: Effect, where: Where): string =>
  ['aws', ...awsArguments(effect, where)].map(word => secretWord(word) ?? shellWord(word)).join(' ');

/** A secret as the shell finds it where it is kept: nobody has to type it, and it stands in no history. */
function secretWord(word: string): string | undefined {
  if (!isSecretReference(word)) return undefined;
  const source = sourceOfSecret(word);
  if (source.startsWith('env:')) return `"$${source.slice('env:'.length)}"`;
  return source.startsWith('file:') ? `"$(cat ${shellWord(source.slice('file:'.length))})"` : '"$SECRET"';
}
