import { describe, expect, it } from 'vitest';
import { fresh, missing } from '../../../src/domain/observed.ts';
import { rightsizingReport } from '../../../src/domain/reports/rightsizing-report.ts';
import { type ServiceSnapshot, serviceKey } from '../../../src/domain/snapshot.ts';
import { rightsizingLines } from '../../../src/screens/rightsizing/rightsizing-view.ts';
import { plainText, span } from '../../../src/terminal/line.ts';
import { agent, backend, pictureSnapshot, pictureTime, throttled, weekOfUse } from '../../support/ui-snapshots.ts';

const named = (service: string, base: ServiceSnapshot, overrides: Partial<ServiceSnapshot>): ServiceSnapshot => ({
  ...base,
  key: serviceKey('waooaw-production', service),
  service,
  ...overrides,
});

/** One of each verdict. */
const services: readonly ServiceSnapshot[] = [
  backend(),
  agent({ desiredCount: 2, runningCount: 2 }),
  named('waooaw-search', backend({ desiredCount: 6, runningCount: 6 }), {
    utilization: fresh(weekOfUse({ cpu: [6, 16], memory: [20, 24], requestsPerTask: 90 }), pictureTime),
  }),
  named('waooaw-checkout', backend({ desiredCount: 3, runningCount: 3 }), {
    utilization: fresh(weekOfUse({ cpu: [40, 68], memory: [50, 58], requestsPerTask: 900 }), pictureTime),
  }),
  named('waooaw-mail', agent(), { utilization: missing(throttled) }),
];

function draw(width: number): readonly string[] {
  const snapshot = pictureSnapshot(services);
  const report = rightsizingReport(snapshot, pictureTime);
  return rightsizingLines({ report, snapshot, note: [span('read 4 s ago')] }, width).map(line =>
    plainText(line).trimEnd(),
  );
}

describe('the picture of right-sizing', () => {
  it.each([
    [80, '80x24'],
    [120, '120x40'],
    [200, '200x60'],
  ])('at %i columns', async (width, name) => {
    const lines = draw(width);
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(width);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`pictures/verdicts-${name}.txt`);
  });
});
