import { describe, expect, it } from 'vitest';
import { needsCapacity } from '../../../../src/domain/thresholds.ts';
import { prepareForEvent } from '../../../../src/procedures/prepare-for-event.ts';
import { planProcedure } from '../../../../src/session/planning.ts';
import { awsVersion } from '../../../support/aws-command.ts';
import { inProcessSession } from '../../../support/in-process-session.ts';
import { planOf, reasonsOf } from '../../../support/planned.ts';
import { openAfternoon } from './afternoon.ts';
import { ours } from './ours.ts';
import { afternoonOf } from './outcome.ts';
import { page } from './page.ts';
import { runbooksScript } from './runbooks.ts';
import { runbooksShell } from './runbooks-shell.ts';

if (awsVersion === undefined)
  console.warn("SKIPPED: the aws command is not on this machine, so the runbook's script was run without it.");

const backend = 'waooaw-production/waooaw-backend';
const target = `service/${backend}`;

async function prepared() {
  const aws = openAfternoon();
  const way = await ours(aws);
  return { outcome: await afternoonOf(aws, way), way };
}

async function byTheRunbook() {
  const aws = openAfternoon();
  return afternoonOf(aws, runbooksScript(aws));
}

describe("the runbook's campaign", () => {
  it('is served, prepared for and stood down, and everything is as it was before', async () => {
    const { outcome, way } = await prepared();
    const { before, campaign, evening, after } = outcome;
    expect(outcome.prepared.counts[backend]).toBe(12);
    expect(outcome.prepared.targets[target]).toEqual({ ...before.targets[target], minCapacity: 12, maxCapacity: 18 });
    expect(way.said()).toContain('Warm-up ended: 50 requests, all answered');
    expect(campaign.busiestPerMinute).toBeGreaterThan(4800);
    expect(campaign.mostTasks).toBe(12);
    expect(campaign.worstP95Seconds).toBeLessThan(needsCapacity.p95Seconds);
    expect(campaign.failed).toBe(0);
    // To the letter: policies, bounds, flags, scheduled actions and the count.
    expect(after).toEqual(before);
    expect(way.session.store.getSnapshot().obligations).toEqual([]);
    // What nobody has announced is auto-scaling's to answer, and it is still there.
    expect(evening.mostTasks).toBeGreaterThan(2);
    expect(evening.failed).toBe(0);
  });

  it('is refused where the pools of twelve tasks are known to fill the database; eleven fit', async () => {
    const session = await inProcessSession(openAfternoon(), { [backend]: 30, 'waooaw-production/waooaw-agent': 10 });
    const asked = { service: backend, requestsPerMinute: '5000', end: '2026-11-27 15:00 UTC' };
    const refused = await planProcedure(session, prepareForEvent, asked);
    expect(reasonsOf(refused).join(' ')).toContain('Database connections: 12 tasks would take 390 of about 405');
    expect(planOf(await planProcedure(session, prepareForEvent, { ...asked, bufferPercent: '10' })).summary).toContain(
      '11 tasks in 11–17',
    );
  });

  it("by the runbook's own script loses both policies and every scale-out, and the evening finds it out", async () => {
    const { before, prepared: during, campaign, after, evening } = await byTheRunbook();
    expect(during.targets[target]).toBeUndefined();
    expect(campaign.mostTasks).toBe(8);
    expect(Object.keys(before.targets[target]?.policies ?? {})).toEqual(['cpu-scaling', 'request-scaling']);
    expect(after.targets[target]).toEqual({ ...before.targets[target], policies: {} });
    expect(evening.mostTasks).toBe(2);
    expect(evening.worstP95Seconds).toBeGreaterThan(needsCapacity.p95Seconds);
    expect(evening.failed).toBeGreaterThan(1000);
  });

  it.skipIf(awsVersion === undefined)(
    `comes to the same with the script as printed, by ${awsVersion}`,
    async () => {
      const aws = openAfternoon();
      expect(await afternoonOf(aws, await runbooksShell(aws))).toEqual(await byTheRunbook());
    },
    60_000,
  );

  it('stands with both ways side by side in the documentation', async () => {
    const [{ outcome }, runbooks] = [await prepared(), await byTheRunbook()];
    await expect(page(outcome, runbooks)).toMatchFileSnapshot('../../../../docs/campaign.md');
  });
});
