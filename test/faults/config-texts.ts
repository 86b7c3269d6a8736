import type { RandomStream } from '../../src/sim/world/rng.ts';

const right = {
  defaultEnvironment: 'prod',
  environments: {
    prod: { region: 'us-east-1', profile: 'ops', accountId: '123456789012', services: ['web/api', 'web/worker'] },
    staging: { production: false },
  },
};

const values: readonly string[] = [
  'null',
  'true',
  '""',
  '0',
  '-1',
  '1e999',
  '[]',
  '{}',
  '"mars"',
  '"us-east-1"',
  '"\\u001b[2J\\u202e"',
  '{"__proto__":{"production":false}}',
  '{"constructor":{"prototype":{"production":false}}}',
  '["a/b"]',
  '[null]',
];
const keys: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'environments',
  'defaultEnvironment',
  'production',
  'accountId',
  'services',
  'region',
  '',
  'pr\u043eduction',
];

const big = 1_000_000;

/** A configuration that is right, nearly right, hostile, enormous, or none at all. */
export function configText(random: RandomStream): string {
  const pick = (from: readonly string[]): string => from[random.below(from.length)] ?? '';
  const text = JSON.stringify(right, null, random.below(3));
  const kinds: readonly (() => string)[] = [
    () => text,
    // A slip: a character lost, doubled, changed.
    () => {
      const at = random.below(text.length);
      return (
        text.slice(0, at) +
        pick(['', text.charAt(at).repeat(2), '\u0000', '"', '}', ',', '\ufeff']) +
        text.slice(at + 1)
      );
    },
    () => text.slice(0, random.below(text.length)),
    // A member that does not belong there, or not twice.
    () => text.replace('{', `{ ${JSON.stringify(pick(keys))}: ${pick(values)},`),
    () => text.replace('"prod": {', `"prod": { ${JSON.stringify(pick(keys))}: ${pick(values)},`),
    () => text.replace('"staging"', JSON.stringify(pick(keys))),
    () => text.replace('"us-east-1"', pick(values)).replace('false', pick(values)),
    () => `{${JSON.stringify(pick(keys))}:${pick(values)}}`,
    () => pick(values),
    () => pick(['', ' ', '\n', '---\nenvironments: {}', '&a [*a]', '!!js/function x', '<xml/>', '// comment\n{}']),
    () => Array.from({ length: random.below(200) }, () => String.fromCharCode(random.below(0x10000))).join(''),
  ];
  // One in forty is as large as is read at all.
  const giants: readonly (() => string)[] = [
    () => `${'['.repeat(big / 2)}${']'.repeat(big / 2)}`,
    () => '['.repeat(big),
    () => `{"environments":${'{"a":'.repeat(big / 10)}1${'}'.repeat(big / 10)}}`,
    () => `{${Array.from({ length: big / 20 }, (_, index) => `"key${index}":${index}`).join(',')}}`,
    () =>
      `{"environments":{${Array.from({ length: big / 40 }, (_, index) => `"e${index}":{"region":"mars"}`).join(',')}}}`,
    () => `{"defaultEnvironment":"${'x'.repeat(big)}"}`,
    () => `{"environments":{"p":{"services":[${Array.from({ length: big / 10 }, () => '"a"').join(',')}]}}}`,
    () => `${' '.repeat(big)}{}`,
    () => `${'\n'.repeat(big)}{`,
    () => ' '.repeat(2 * big),
  ];
  const from = random.below(40) === 0 ? giants : kinds;
  return (from[random.below(from.length)] ?? kinds[0])?.() ?? text;
}
