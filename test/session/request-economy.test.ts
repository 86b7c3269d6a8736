import { describe, expect, it, onTestFinished } from 'vitest';
import { minutes, seconds } from '../../src/domain/time.ts';
import { type Asked, type Platform, platform } from '../support/platform.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';

const start = Date.UTC(2026, 10, 24, 12);

/** A dashboard of so many rows on an account of so many services, for a while. */
async function watched(
  options: { readonly services: number; readonly rows?: number; readonly requestsPerMinute?: number },
  forMs = minutes(5),
  during: (account: Platform, clock: VirtualClock) => void = () => {},
): Promise<Platform> {
  const clock = createVirtualClock(start);
  const account = platform({ ...options, clock });
  const { session, services } = account;
  onTestFinished(() => session.close());
  session.polling.look({ rows: services.slice(0, options.rows ?? 9), panel: services.slice(0, 1) });
  during(account, clock);
  session.keepConnected();
  await clock.sleep(forMs);
  await session.close();
  return account;
}

/** In the minute that begins then. */
const inMinute = (asked: readonly Asked[], fromMs: number): number =>
  asked.filter(({ atMs }) => atMs > start + fromMs && atMs <= start + fromMs + minutes(1)).length;

/** Of every minute, wherever it begins, the one with the most requests. */
function busiestMinute(asked: readonly Asked[]): number {
  return Math.max(
    ...asked.map(({ atMs }) => asked.filter(other => other.atMs >= atMs && other.atMs < atMs + minutes(1)).length),
  );
}

describe('how much is asked of AWS', () => {
  it.each([
    { services: 2, perMinute: 31 },
    { services: 25, perMinute: 33 },
    { services: 200, perMinute: 54 },
    { services: 2_000, perMinute: 54 },
    { services: 5_000, perMinute: 54 },
  ])('$services services take at most $perMinute requests a minute', async ({ services, perMinute }) => {
    const { asked } = await watched({ services });
    for (let minute = 1; minute < 4; minute += 1)
      expect(inMinute(asked, minutes(minute))).toBeLessThanOrEqual(perMinute);
    expect(inMinute(asked, minutes(3))).toBeGreaterThan(perMinute * 0.8);
  });

  it('the first picture of nine rows takes no more than the batch limits of AWS force, however many services there are', async () => {
    const { asked } = await watched({ services: 5_000 }, seconds(1));
    const byOperation = Object.fromEntries(
      [...Map.groupBy(asked, ({ operation }) => operation)].map(([operation, each]) => [operation, each.length]),
    );
    expect(byOperation).toEqual({
      // Nine of a cluster at once, and the selected one with its panel, which cannot wait for the others.
      'ecs:DescribeServices': 2,
      'ecs:DescribeTaskDefinition': 1,
      'application-autoscaling:DescribeScalableTargets': 1,
      'application-autoscaling:DescribeScalingPolicies': 1,
      'application-autoscaling:DescribeScalingActivities': 1,
      'cloudwatch:DescribeAlarms': 1,
      'cloudwatch:GetMetricData': 1,
      'elasticloadbalancing:DescribeTargetGroups': 1,
      'elasticloadbalancing:DescribeTargetHealth': 1,
    });
  });

  it('everything that rows show of 1,000 services is read in as few requests as the batch limits force', async () => {
    const clock = createVirtualClock(start);
    const { session, services, asked } = platform({ services: 1_000, clock });
    onTestFinished(() => session.close());
    await session.connect();
    await session.observe(services, ['counts', 'scaling', 'targets']);
    const sent = (operation: Asked['operation']): number => asked.filter(each => each.operation === operation).length;
    expect(sent('ecs:DescribeServices')).toBe(100);
    expect(sent('application-autoscaling:DescribeScalableTargets')).toBe(20);
    expect(sent('application-autoscaling:DescribeScalingPolicies')).toBe(10);
    await session.observe(services, ['metrics', 'alarms']);
    // 2,000 metrics of services and 400 of target groups, at most 500 in a request.
    expect(sent('cloudwatch:GetMetricData')).toBe(5);
    expect(sent('cloudwatch:DescribeAlarms')).toBe(2);
  });

  it('no minute has more than the budget, and what is on the screen grows older instead', async () => {
    const { asked, session } = await watched({ services: 200, rows: 40, requestsPerMinute: 20 });
    expect(busiestMinute(asked)).toBeLessThanOrEqual(20);
    expect(inMinute(asked, minutes(3))).toBeGreaterThanOrEqual(14);
    expect(session.store.getSnapshot().requests).toMatchObject({ perMinute: 20, isHeld: true });
  });

  it('says how many requests the last minute had', async () => {
    const { asked, session } = await watched({ services: 25 });
    const last = asked.at(-1)?.atMs ?? 0;
    const lastMinute = asked.filter(({ atMs }) => atMs > last - minutes(1)).length;
    expect(session.store.getSnapshot().requests).toEqual({ lastMinute, perMinute: 300, isHeld: false });
  });

  it('rows that scroll in are read at once, and those that were left fall back to the pace of the rest', async () => {
    const { session, services, asked } = await watched({ services: 2_000 }, minutes(4), (account, clock) =>
      clock.at(start + minutes(2), () =>
        account.session.polling.look({ rows: account.services.slice(900, 909), panel: [] }),
      ),
    );
    const known = session.store.getSnapshot().snapshot;
    const readAt = (key = services[0]): number => {
      const counts = known?.services.find(service => service.key === key)?.counts;
      return counts?.state === 'fresh' ? counts.observedAt - start : -1;
    };
    expect(asked.some(({ atMs }) => atMs === start + minutes(2))).toBe(true);
    expect(readAt(services[900])).toBeGreaterThan(minutes(4) - seconds(6));
    expect(readAt(services[0])).toBeLessThanOrEqual(minutes(2));
  });

  it('a hundred leaps through the list in ten seconds do not multiply the requests', async () => {
    const { asked } = await watched({ services: 5_000 }, minutes(2), (account, clock) => {
      for (let leap = 0; leap < 100; leap += 1) {
        const rows = account.services.slice(leap * 9, leap * 9 + 9);
        clock.at(start + minutes(1) + leap * 100, () =>
          account.session.polling.look({ rows, panel: rows.slice(0, 1) }),
        );
      }
    });
    expect(inMinute(asked, minutes(1))).toBeLessThanOrEqual(300);
    expect(busiestMinute(asked)).toBeLessThanOrEqual(300);
  });
});
