import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serviceKey } from '../../../src/domain/snapshot.ts';
import { initialDashboard, move, selectedService, windowTop } from '../../../src/screens/dashboard/dashboard-state.ts';
import { agent } from '../../support/ui-snapshots.ts';

const services = ['api', 'backend', 'worker'].map(service => ({
  ...agent(),
  key: serviceKey('prod', service),
  service,
}));
const on = (name: string) => ({ ...initialDashboard, selected: serviceKey('prod', name) });

describe('the selection', () => {
  it('stays on its service when others come and go and the order changes', () => {
    expect(selectedService(services.toReversed(), on('backend'))?.service).toBe('backend');
    expect(selectedService(services.slice(1), on('backend'))?.service).toBe('backend');
  });

  it('rests on the first visible row while its service is filtered away, and returns with it', () => {
    const filtered = { ...on('backend'), filter: 'work' };
    expect(selectedService(services, filtered)?.service).toBe('worker');
    expect(selectedService(services, { ...filtered, filter: '' })?.service).toBe('backend');
  });

  it('stops at both ends', () => {
    expect(selectedService(services, move(on('worker'), services, 1))?.service).toBe('worker');
    expect(selectedService(services, move(on('backend'), services, -9))?.service).toBe('api');
  });

  it('moves among the visible rows only', () => {
    const filtered = { ...on('api'), filter: 'k' };
    expect(selectedService(services, move(filtered, services, 1))?.service).toBe('worker');
  });
});

it('a list window always shows the selected row, and never runs past the end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 500 }), fc.nat(), (rows, count, any) => {
      const index = any % count;
      const top = windowTop({ index, rows, count });
      expect(top).toBeGreaterThanOrEqual(0);
      expect(top).toBeLessThanOrEqual(index);
      expect(index).toBeLessThan(top + rows);
      if (count >= rows) expect(top + rows).toBeLessThanOrEqual(count);
    }),
  );
});

it('a list window moves by half its height, and not with each row', () => {
  const tops = Array.from({ length: 20 }, (_, index) => windowTop({ index, rows: 6, count: 20 }));
  expect(tops).toEqual([0, 0, 0, 0, 0, 0, 3, 3, 3, 6, 6, 6, 9, 9, 9, 12, 12, 12, 14, 14]);
});
