import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scheduledActionText } from '../../src/domain/configurations/scheduled-action.ts';
import { deregisterWrite } from '../../src/domain/scalable-target-write.ts';
import type { ServiceKey } from '../../src/domain/snapshot.ts';
import { backend, policyText, session, target } from './snapshots.ts';

const nightDown = {
  name: 'night-down',
  configuration: scheduledActionText({
    Schedule: 'cron(0 2 * * ? *)',
    Timezone: 'Europe/Berlin',
    ScalableTargetAction: { MinCapacity: 2, MaxCapacity: 4 },
  }),
};

/** The members that matter of a plan that removes a service's auto-scaling: bounds 2–10, one policy, one scheduled action. */
export const removalPlan = (
  service: ServiceKey = backend,
  held: Partial<Parameters<typeof deregisterWrite>[1]> = {},
) => ({
  session: session(),
  madeAt: Date.UTC(2026, 10, 20, 9),
  steps: [
    {
      kind: 'apply',
      ...deregisterWrite(service, {
        target: target(),
        policies: [{ name: 'cpu-scaling', configuration: policyText(65) }],
        scheduledActions: [nightDown],
        desiredCount: 2,
        ...held,
      }),
    },
  ],
});

/** The path of a file with this in it. */
export function savedIn(content: unknown, name = 'removal.json'): string {
  const path = join(mkdtempSync(join(tmpdir(), 'headroom-record-')), name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
