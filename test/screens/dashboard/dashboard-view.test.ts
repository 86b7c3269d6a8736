import { describe, expect, it } from 'vitest';
import { missing, type Observed, pending } from '../../../src/domain/observed.ts';
import { type ServiceSnapshot, type Snapshot, serviceKey } from '../../../src/domain/snapshot.ts';
import { minutes } from '../../../src/domain/time.ts';
import { type DashboardState, initialDashboard } from '../../../src/screens/dashboard/dashboard-state.ts';
import { dashboardLines } from '../../../src/screens/dashboard/dashboard-view.ts';
import { lineWidth, plainText } from '../../../src/terminal/line.ts';
import {
  agent,
  backend,
  pictureSnapshot,
  pictureTime,
  targetOf,
  throttled,
  withoutCapacity,
} from '../../support/ui-snapshots.ts';

interface Room {
  readonly width: number;
  readonly height: number;
  readonly now: number;
}

const small: Room = { width: 80, height: 21, now: pictureTime };

const draw = (
  snapshot: Snapshot,
  { state = initialDashboard, room = small }: { state?: DashboardState; room?: Room } = {},
) => dashboardLines(snapshot, state, room).map(line => plainText(line).trimEnd());

const lineWith = (lines: readonly string[], text: string): string =>
  lines.find(line => line.includes(text)) ?? `no line with ${text}`;

/** The part as it was, read `ageMs` ago, and unreadable since. */
const aged = <T>(part: Observed<T>, ageMs: number): Observed<T> =>
  part.state === 'fresh'
    ? { state: 'stale', value: part.value, observedAt: pictureTime - ageMs, because: throttled }
    : part;

describe('the picture of the dashboard', () => {
  it.each([
    { width: 80, height: 21, name: '80x24' },
    { width: 120, height: 37, name: '120x40' },
    { width: 200, height: 57, name: '200x60' },
  ])('at $name', async ({ width, height, name }) => {
    const lines = draw(pictureSnapshot(), { room: { width, height, now: pictureTime } });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`pictures/busy-${name}.txt`);
  });

  it('of a service that cannot place its tasks', async () => {
    const lines = draw(pictureSnapshot([withoutCapacity(), agent()]));
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('pictures/no-capacity-80x24.txt');
  });

  it('of a quiet service', async () => {
    const state = { ...initialDashboard, selected: agent().key };
    const lines = draw(pictureSnapshot(), { state });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('pictures/quiet-80x24.txt');
  });

  it('keeps the rules without their title where there is no room for both, and no title without them', () => {
    for (let height = 12; height <= 21; height += 1) {
      const lines = draw(pictureSnapshot(), { room: { width: 60, height, now: pictureTime } });
      expect(lineWith(lines, 'CPU above 70 % for 5 min')).toContain('yes');
      const title = lines.findIndex(line => line.includes('When to scale'));
      if (title !== -1) expect(lines[title + 1]).toContain('CPU above 70 %');
    }
  });

  it('says what is wrong in two lines where one is not enough', () => {
    const lines = draw(pictureSnapshot([{ ...backend(), counts: missing(throttled) }]));
    expect(lineWith(lines, 'cannot be read')).toContain('ECS answered ThrottlingException');
    expect(lines.join(' ').replace(/ +/g, ' ')).toContain('It is asked again in a moment');
  });

  it('tells metrics that could not be read from metrics that have no data', () => {
    const room = { width: 120, height: 37, now: pictureTime };
    const unread = draw(pictureSnapshot([{ ...backend(), metrics: missing(throttled) }]), { room });
    expect(unread.join('\n')).toContain('? cannot be read');
    expect(unread.join('\n')).not.toMatch(/no datapoint|undefined|cpuPercent/);
  });

  it('says nothing of the auto-scaling of a service that AWS does not know', () => {
    const notFound = { ...throttled, kind: 'not-found', because: 'there is no service a/gone' } as const;
    const gone = { ...agent(), counts: missing(notFound) };
    const text = draw(pictureSnapshot([gone])).join('\n');
    expect(text).not.toMatch(/no auto-scaling|none/);
  });

  it('is exactly as large as it should be, at every size', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({
      ...backend(),
      key: serviceKey('c', `s${index}`),
      service: `s${index}`,
    }));
    for (const services of [[], [backend()], many]) {
      for (let width = 60; width <= 220; width += 7) {
        for (let height = 12; height <= 70; height += 5) {
          const lines = dashboardLines(pictureSnapshot(services), initialDashboard, {
            width,
            height,
            now: pictureTime,
          });
          expect(lines).toHaveLength(height);
          for (const line of lines) expect(lineWidth(line)).toBe(width);
        }
      }
    }
  });

  it('keeps every line in its place from one refresh to the next', () => {
    const before = draw(pictureSnapshot());
    const after = draw(pictureSnapshot([withoutCapacity(), agent()]), {
      room: { ...small, now: pictureTime + minutes(1) },
    });
    const places = (lines: readonly string[]) =>
      lines.map(line => /^(── [^─]*|[ ▸].{2}\S+)/.exec(line)?.[0].slice(3, 12));
    expect(places(after)).toEqual(places(before));
  });
});

it('leaves whole columns out of a narrow list instead of cutting them', () => {
  const [header = '', row = ''] = draw(pictureSnapshot(), { room: { ...small, width: 60 } });
  expect(header).toMatch(/SERVICE +DES RUN PEND MIN–MAX +AUTO +CPU +P95$/);
  expect(row).toMatch(/waooaw-backend .* 84 % 1.40 s$/);
});

describe('trouble', () => {
  it('has its cause in words, with what ECS says without its ceremony', () => {
    const lines = draw(pictureSnapshot([withoutCapacity()]));
    expect(lineWith(lines, 'running 2/4')).toBe(
      ' ▲ running 2/4: cannot place a task: Capacity is unavailable at this time.',
    );
  });

  it('stands in the row of a service that is not selected too, where the terminal is wide', () => {
    const room = { width: 200, height: 57, now: pictureTime };
    const lines = draw(pictureSnapshot([agent(), withoutCapacity()]), { room });
    expect(lineWith(lines, ' ▲ waooaw-backend')).toContain('running 2/4: cannot place a task: Capacity is unavailable');
  });

  it('of suspended auto-scaling is said beside the bounds', () => {
    const service = backend();
    const scaling = { target: targetOf({ min: 2, max: 10 }, 'scale-in'), policies: [] };
    const lines = draw(
      pictureSnapshot([{ ...service, scaling: { state: 'fresh', value: scaling, observedAt: pictureTime } }]),
    );
    expect(lineWith(lines, 'MinCapacity')).toContain('MinCapacity 2, MaxCapacity 10 · scale-in suspended');
  });

  it('is absent from a healthy service: no sign, and the words are quiet', () => {
    const lines = draw(pictureSnapshot([agent()]));
    expect(lineWith(lines, 'waooaw-agent ')).toMatch(/^▸ {2}waooaw-agent/);
    expect(lineWith(lines, 'running')).toBe(' ✓ running 1/1');
  });
});

describe('what is not known', () => {
  const drawService = (change: Partial<ServiceSnapshot>) => draw(pictureSnapshot([{ ...agent(), ...change }]));

  it('is never zero: counts that were never read are question marks, with the reason and the next step', () => {
    const lines = drawService({ counts: missing(throttled) });
    expect(lineWith(lines, '▸')).toMatch(/^▸\? waooaw-agent +\? +\? +\? /);
    expect(lines.join('\n')).toContain('? the service cannot be read: ECS answered ThrottlingException');
  });

  it('is not yet known while the first answer is on its way', () => {
    const lines = drawService({ counts: pending, scaling: pending, metrics: pending, activities: pending });
    expect(lineWith(lines, '▸')).toMatch(/^▸… waooaw-agent +… +… +… +… +… +… +… +… +… +…$/);
    expect(lines.join('\n')).toContain('… not read yet');
    expect(lines.join('\n')).not.toMatch(/\b0\b/);
  });

  it('shows the last known counts as old, and how old', () => {
    const lines = drawService({ counts: aged(agent().counts, minutes(3)) });
    expect(lineWith(lines, '▸')).toMatch(/^▸\? waooaw-agent {6}1 {3}1/);
    expect(lines.join('\n')).toContain('? the service was last read 3 min ago: ECS answered ThrottlingException');
  });

  it('is no verdict: rules over old datapoints answer that the data is old', () => {
    const lines = draw(pictureSnapshot(), { room: { ...small, now: pictureTime + minutes(6) } });
    expect(lineWith(lines, 'CPU above 70 %')).toContain('? CPU above 70 % for 5 min');
    expect(lineWith(lines, 'CPU above 70 %')).toContain('newest data is 6 min old');
  });

  it('says why a worker has no requests', () => {
    const lines = draw(pictureSnapshot([agent()]));
    expect(lineWith(lines, ' Requests')).toContain('– not behind a load balancer');
  });
});

describe('the list', () => {
  const names = Array.from({ length: 40 }, (_, index) => `service-${String(index).padStart(2, '0')}`);
  const services = names.map(service => ({ ...agent(), key: serviceKey('prod', service), service }));

  it('shows the selected row and where it is among all', () => {
    const state = { ...initialDashboard, selected: serviceKey('prod', 'service-25') };
    const lines = draw(pictureSnapshot(services), { state });
    expect(lineWith(lines, '── service-25 ──')).toMatch(/26 of 40 · waooaw-production ──$/);
    expect(lines.filter(line => line.startsWith('▸'))).toEqual([expect.stringContaining('service-25')]);
  });

  it('says that nothing matches the filter, and how to see everything again', () => {
    const lines = draw(pictureSnapshot(services), { state: { ...initialDashboard, filter: 'redis' } });
    expect(lines[1]).toBe(' No service name contains "redis". esc shows all 40.');
  });

  it('says that the account shows no service at all', () => {
    const [, ...said] = draw(pictureSnapshot([]));
    expect(said.join('').trim()).toBe(
      'No ECS service is visible in account 111122223333, us-east-1. Check account and region.',
    );
  });
});
