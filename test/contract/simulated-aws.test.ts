import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { citedTests } from './cited-tests.ts';
import { simulatedErrors } from './simulated-errors/index.ts';
import type { FactRow, Proof } from './simulated-facts/fact-row.ts';
import { simulatedFacts } from './simulated-facts/index.ts';

const SECTIONS = {
  '3.1': 'The life of a task',
  '3.2': 'Deployments',
  '3.3': 'Service events',
  '3.4': 'How tasks end',
  '3.5': 'RDS',
  '3.6': 'ElastiCache',
  '3.7': 'Auto-scaling',
  '3.8': 'Alarms',
  '3.9': 'Load',
  '4.1': 'Errors in the SDK',
  '4.2': 'Credentials',
  '4.3': 'Errors of the services',
} as const satisfies Record<FactRow['section'], string>;

const proofsOf = ({ is }: FactRow): readonly Proof[] => ('not' in is ? [] : is);

const claims = simulatedFacts.flatMap(row =>
  proofsOf(row).map(([file, title]) => ({ section: row.section, file, title })),
);

const testsOf = (file: string) => citedTests(readFileSync(join('test', file), 'utf8'));

describe('a fact that the simulated AWS claims', () => {
  it.each(claims)('$section is proved by a test that cites it: $file, $title', ({ section, file, title }) => {
    const proof = testsOf(file).find(test => test.title === title);
    expect(proof, 'there is no such test').toBeDefined();
    expect([...(proof?.all ?? [])]).toContain(section);
  });

  it('is in every section, in the order of the facts', () => {
    expect([...new Set(simulatedFacts.map(({ section }) => section))]).toEqual(Object.keys(SECTIONS));
  });
});

describe('a test of the simulated AWS that cites a fact', () => {
  const files = readdirSync('test/sim', { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.test.ts'))
    .map(file => `sim/${file}`);

  it.each(files)('%s is claimed for it', file => {
    const text = readFileSync(join('test', file), 'utf8');
    const cited = testsOf(file).flatMap(({ own }) => [...own].filter(section => section in SECTIONS));
    const claimed = claims.filter(claim => claim.file === file).map(({ section }) => section);
    expect([...new Set(cited)].filter(section => !claimed.some(one => one === section))).toEqual([]);
    // Whoever cites does so where it is found: above a test or in it.
    expect(cited.length > 0).toBe(/aws-facts [^:\n]*\b[34]\.\d/.test(text));
  });
});

it('stands in the documentation', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/simulated-aws.md');
});

const cell = (text: string): string => text.replaceAll('|', '\\|');

const factTable = (section: FactRow['section']): readonly string[] => [
  `## ${section} ${SECTIONS[section]}`,
  '',
  '| fact | simulated | proved by |',
  '|---|---|---|',
  ...simulatedFacts
    .filter(row => row.section === section)
    .map(row =>
      'not' in row.is
        ? `| ${cell(row.fact)} | no: ${cell(row.is.not)} | |`
        : `| ${cell(row.fact)} | yes | ${proofsOf(row).map(proofCell).join('<br>')} |`,
    ),
  '',
];

const proofCell = ([file, title]: Proof): string => `\`${file}\`: ${cell(title).replaceAll('$', '\\$')}`;

const errorTable = (): readonly string[] => [
  '## Every error',
  '',
  'As the real SDK has it: `name`, `Code` where there is one, HTTP status and the whole message. `test/contract/simulated-errors.test.ts`',
  'provokes each of them; an error that the code of the simulator can make and that is not among them fails that test.',
  '',
  '| operation | when | name | Code | status | text |',
  '|---|---|---|---|---|---|',
  ...simulatedErrors.map(
    ({ operation, when, name, code = '', status, text }) =>
      `| \`${operation}\` | ${cell(when)} | \`${name}\` | ${code && `\`${code}\``} | ${status} | ${cell(text)} |`,
  ),
  '',
];

const page = (): string =>
  [
    '# What is true of the simulated AWS',
    '',
    "What we know of AWS's states, timings and errors, sentence by sentence, and whether the simulated AWS is so. The numbers are those of",
    'the facts that comments cite as `aws-facts 3.7`. `test/contract/simulated-aws.test.ts` writes this page: a fact that is claimed has a',
    'test that cites it, and a test that cites a fact is claimed for it.',
    '',
    'Beside these, `test/sim/properties` lives hours of operators and faults at random, from seeds, and looks at the world four times a',
    'minute through its API: no task is lost or invented, all operations agree, auto-scaling stays within its bounds, policies agree before',
    'a scale-in, missing data never scales in, connections follow tasks, and scheduled actions run once. `HEADROOM_SEEDS=500` lives more.',
    '',
    ...simulatedFacts
      .map(({ section }) => section)
      .filter((section, index, sections) => sections.indexOf(section) === index)
      .flatMap(factTable),
    ...errorTable(),
  ].join('\n');
