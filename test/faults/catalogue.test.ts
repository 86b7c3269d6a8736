import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { automatedIn } from './automated.ts';
import { faults } from './catalogue.ts';
import { type Figure, figures } from './figures.ts';
import { guarantees } from './guarantees.ts';

const root = resolve(import.meta.dirname, '../..');
const automated = automatedIn(root);

describe('the catalogue of faults', () => {
  it('has 115 rows, each once', () => {
    expect(new Set(faults.map(({ id }) => id)).size).toBe(115);
    expect(faults).toHaveLength(115);
  });

  it('knows every id that a test names', () => {
    const known = new Set([...faults, ...guarantees].map(({ id }) => id));
    expect([...automated.keys()].filter(id => !known.has(id))).toEqual([]);
  });

  it('stands in the documentation, with what was measured', async () => {
    await expect(page()).toMatchFileSnapshot('../../docs/guarantees.md');
  });
});

function page(): string {
  const measuredOf = Map.groupBy(figures(), ({ guarantee }) => guarantee);
  const count = faults.filter(({ id }) => automated.has(id)).length;
  return [
    '# What is guaranteed, and how it is known',
    '',
    'Every figure comes from a suite that anyone can run: `npm run test:faults` runs them in full and writes what they measured,',
    'with seed and commit; `npm test` runs a short slice of each. `HEADROOM_SEED=N` runs another seed.',
    '',
    '| | Promise | Target | Measured | Seed | Commit |',
    '| --- | --- | --- | --- | --- | --- |',
    ...guarantees.map(({ id, promise, target }) => {
      const parts = measuredOf.get(id) ?? [];
      const cell = (of: (figure: Figure) => string | number): string => [...new Set(parts.map(of))].join('<br>') || '–';
      return `| ${id} | ${promise} | ${target} | ${cell(({ measured }) => measured)} | ${cell(({ seed }) => seed)} | ${cell(({ commit }) => commit)} |`;
    }),
    '',
    '## The catalogue of faults',
    '',
    `${count} of ${faults.length} rows are automated: the names of their tests begin with the id.`,
    '',
    '| | What happens | What must never follow | Shown by |',
    '| --- | --- | --- | --- |',
    ...faults.map(({ id, fault, never, byHand }) => {
      const files = automated
        .get(id)
        ?.map(path => `\`${path}\``)
        .join('<br>');
      return `| ${id} | ${fault} | ${never} | ${files ?? (byHand === undefined ? '–' : `by hand: ${byHand}`)} |`;
    }),
    '',
  ].join('\n');
}
