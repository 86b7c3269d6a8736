import { describe, expect, it } from 'vitest';
import { procedures } from '../../src/procedures/index.ts';
import { headroom } from '../support/headless.ts';
import { type RunbookHeading, runbookHeadings } from './runbook-headings.ts';

const proceduresOf = ({ heading }: RunbookHeading) => procedures.filter(({ runbook }) => runbook.includes(heading));

/** A heading that only groups others. */
const isGroup = ({ heading }: RunbookHeading): boolean => runbookHeadings.some(({ under }) => under === heading);

describe('the headings of the runbook', () => {
  it.each(runbookHeadings.map(each => [each.heading, each] as const))('%s has an answer', (_, each) => {
    const answers = [
      ...proceduresOf(each),
      ...(each.seen ?? []),
      ...(each.because === undefined ? [] : [each.because]),
    ];
    if (!isGroup(each)) expect(answers).not.toEqual([]);
  });

  it('are what procedures name as theirs', () => {
    const known = new Set(runbookHeadings.map(({ heading }) => heading));
    expect(procedures.flatMap(({ runbook }) => runbook).filter(name => !known.has(name))).toEqual([]);
    expect(procedures.filter(({ runbook }) => runbook.length === 0)).toEqual([]);
  });

  it('are answered by verbs that exist', async () => {
    const { stdout } = await headroom(['--help']);
    const verbs = new Set(runbookHeadings.flatMap(({ seen = [] }) => seen.map(({ verb }) => verb)));
    for (const verb of verbs) expect(stdout).toMatch(new RegExp(`^  ${verb}\\b`, 'm'));
  });

  it('stand with their answers in the documentation', async () => {
    await expect(page()).toMatchFileSnapshot('../../docs/runbook.md');
  });
});

const page = (): string =>
  [
    '# What answers each heading of the runbook',
    '',
    'A procedure is run in the wizard or with `headroom run <id>`; the rest is seen with `headroom <verb>`. A heading without an answer,',
    'and a procedure without a heading, fail `test/contract/runbook-headings.test.ts`, which writes this page.',
    '',
    '| Heading | Procedures | Seen with | Why not otherwise |',
    '| --- | --- | --- | --- |',
    ...runbookHeadings.map(each => {
      const name = each.under === undefined ? `**${each.heading}**` : each.heading;
      const ids = proceduresOf(each).map(({ id }) => `\`${id}\``);
      const seen = (each.seen ?? []).map(({ verb, shows }) => `\`headroom ${verb}\`: ${shows}`);
      return `| ${name} | ${ids.join('<br>')} | ${seen.join('<br>')} | ${each.because ?? ''} |`;
    }),
    '',
  ].join('\n');
