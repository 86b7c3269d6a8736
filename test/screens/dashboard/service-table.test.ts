import { describe, expect, it } from 'vitest';
import { tableLayout, tableRow } from '../../../src/screens/dashboard/service-table.ts';
import { plainText } from '../../../src/terminal/line.ts';
import { now, service, snapshot } from '../../support/snapshots.ts';

const one = service();
const seen = snapshot(one);
const layout = tableLayout(seen.services, 120);

describe('the row of a service', () => {
  it('is the same line until something that it shows is another', () => {
    const row = tableRow(seen, one, { layout, now, selected: false });
    expect(tableRow(seen, one, { layout: tableLayout(seen.services, 120), now, selected: false })).toBe(row);
    for (const other of [
      () => tableRow(seen, one, { layout, now, selected: true }),
      () => tableRow(seen, one, { layout, now: now + 1000, selected: false }),
      () => tableRow(seen, one, { layout: tableLayout(seen.services, 100), now, selected: false }),
      () => tableRow(snapshot(one), one, { layout, now, selected: false }),
    ]) {
      expect(other()).not.toBe(row);
    }
  });

  it('shows what a refresh has brought', () => {
    const before = plainText(tableRow(seen, one, { layout, now, selected: false }));
    const later = service({ scaling: { state: 'pending' } });
    expect(plainText(tableRow(snapshot(later), later, { layout, now, selected: false }))).not.toBe(before);
  });
});
