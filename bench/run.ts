/**
 * Measures the built program: `npm run bench` measures all of it and writes docs/performance.md, `npm run bench start`
 * one subject, and only prints.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { Bench, Figure } from './figure.ts';
import { benches } from './index.ts';
import { machineLines } from './machine.ts';

interface Measured extends Pick<Bench, 'title' | 'how'> {
  readonly figures: readonly Figure[];
}

const names = process.argv.slice(2);
const unknown = names.filter(name => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. Next: use one of ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}

execFileSync(process.execPath, ['scripts/build.mjs', '--quiet'], { stdio: 'inherit' });
const machine = machineLines();
for (const line of machine) console.log(line);

const results: Measured[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const figures = await bench.measure();
  results.push({ title: bench.title, how: bench.how, figures });
  console.log(`\n${bench.title}\n${table(figures).join('\n')}`);
}
// A part of the table must not pass for all of it.
if (names.length === 0) writeFileSync('docs/performance.md', page(results, machine));

function table(figures: readonly Figure[]): readonly string[] {
  const rows = [
    ['what', 'measured', 'goal', 'met'],
    ...figures.map(({ what, measured, goal, met }) => [what, measured, goal, met ? 'yes' : 'NO']),
  ];
  const widths = [0, 1, 2, 3].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  const lines = rows.map(row => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  return [lines[0] ?? '', `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`, ...lines.slice(1)];
}

function page(measured: readonly Measured[], machine: readonly string[]): string {
  return [
    '# Performance',
    '',
    'Written by `npm run bench`; not to be edited by hand. Figures are medians, with the middle half of the values behind them in',
    'brackets. Machines differ and are busy: what carries over to another one are the ratios, which are taken between',
    'measurements that took turns in one run.',
    '',
    ...machine.map(line => `- ${line}`),
    ...measured.flatMap(({ title, how, figures }) => ['', `## ${title}`, '', how, '', ...table(figures)]),
    '',
  ].join('\n');
}
