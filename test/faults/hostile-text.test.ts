import { describe, expect, it, onTestFinished } from 'vitest';
import { cadences } from '../../src/aws/observe/index.ts';
import { asJson } from '../../src/commands/as-json.ts';
import { report } from '../../src/commands/failure.ts';
import { type Io, printing } from '../../src/commands/io.ts';
import { eventText } from '../../src/commands/text/event-text.ts';
import { planText } from '../../src/commands/text/plan-text.ts';
import { confirmBox } from '../../src/components/confirm-box.ts';
import { planLines } from '../../src/components/plan-view.ts';
import { outsideText } from '../../src/domain/outside-text.ts';
import { replay } from '../../src/domain/run.ts';
import type { ServicePart } from '../../src/domain/snapshot.ts';
import { exportJson, exportMarkdown } from '../../src/journal/export.ts';
import { encodeRecord, start } from '../../src/journal/record.ts';
import { initialDashboard } from '../../src/screens/dashboard/dashboard-state.ts';
import { dashboardLines } from '../../src/screens/dashboard/dashboard-view.ts';
import { historyLines } from '../../src/screens/history/history-view.ts';
import { recordedRunLines } from '../../src/screens/history/recorded-run-view.ts';
import { runLines } from '../../src/screens/wizard/run-view.ts';
import { RandomStream } from '../../src/sim/world/rng.ts';
import { fitLine, type Line, painter, span } from '../../src/terminal/line.ts';
import { observedAccount } from '../aws/support/account.ts';
import { foreignByteIn, hostileText } from '../support/hostile-corpus.ts';
import { hostileRun, hostileSnapshot } from '../support/hostile-snapshot.ts';
import { machinePaceMs } from '../support/machine-pace.ts';
import { noScreen } from '../support/no-screen.ts';
import { scalePlan } from '../support/scale-plan.ts';
import { now } from '../support/snapshots.ts';
import { cases, measured, seed } from './figures.ts';
import { hostileAnswers } from './hostile-answers.ts';

const paint = painter({ colour: true });
const painted = (lines: readonly Line[]): string => lines.map(paint).join('\n');

/** What a command would have written to its streams. */
function printed(print: (io: Io) => void): string {
  let bytes = '';
  const take = (text: string): void => {
    bytes += text;
  };
  print({
    ...printing({ stdout: take, stderr: take }),
    env: {},
    ...noScreen,
    signal: new AbortController().signal,
  });
  return bytes;
}

/** One place at which text of others leaves the program. It takes as many texts as it has places for. */
interface Sink {
  readonly name: string;
  readonly colours?: true;
  write(text: () => string): string;
}

const room = { now, width: 100, height: 37 };

const sinks: readonly Sink[] = [
  { name: 'a value that came from AWS', write: text => outsideText(text()) },
  { name: 'a cell', colours: true, write: text => painted([fitLine([span(text(), 'alarm'), span(text())], 40)]) },
  {
    name: 'the dashboard',
    colours: true,
    write: text =>
      (['activities', 'events'] as const)
        .map(panel => painted(dashboardLines(hostileSnapshot(text), { ...initialDashboard, panel, filter: '' }, room)))
        .join('\n'),
  },
  {
    name: 'the plan, the question and the run on the screen',
    colours: true,
    write(text) {
      const { plan, events } = hostileRun(text, scalePlan);
      const run = replay(events);
      if (run === undefined) throw new Error('a run begins with RunStarted');
      const ask = { grade: 'number', phrase: '6', consequence: text(), because: [text()] } as const;
      const box = { title: text(), ask, session: plan.session, facts: [{ label: 'Service', says: text() }] };
      const state = { typed: text(), armed: true, settling: false, notice: text(), expiresInMs: 1000, cancel: text() };
      return [
        planLines({ plan, snapshot: hostileSnapshot(text), deviations: [], options: [text()] }, room.width),
        confirmBox({ ...box, ...state }, room.width, room.height).lines,
        runLines({ title: text(), run, snapshot: undefined, now, notice: text() }, room.width, room.height),
        recordedRunLines({ run, note: text(), runBy: text() }, room.width),
        historyLines(
          {
            recorded: {
              kind: 'read',
              value: [
                { runId: '20261123T191507-k3f9', startedAt: now, summary: text(), outcome: 'completed' },
                { runId: '20261123T191507-k3f8', outcome: 'unreadable', note: text() },
              ],
            },
            selected: undefined,
            runningId: undefined,
          },
          room,
        ),
      ]
        .map(painted)
        .join('\n');
    },
  },
  {
    name: 'plan and events as text',
    write: text => {
      const { plan, events } = hostileRun(text, scalePlan);
      return printed(io => {
        io.out(planText(plan));
        for (const event of events) io.out(eventText(event));
      });
    },
  },
  {
    name: 'the same as JSON',
    write: text => {
      const { plan, events } = hostileRun(text, scalePlan);
      return asJson(plan, 2) + events.map(event => asJson(event)).join('');
    },
  },
  {
    name: 'the journal and what is exported from it',
    write: text => {
      const { events } = hostileRun(text, scalePlan);
      const journal = events.map(event => encodeRecord(event, start).line).join('\n');
      return [journal, exportJson(events), printed(io => io.out(exportMarkdown(events)))].join('\n');
    },
  },
  {
    name: 'a failure and a crash',
    write: text =>
      printed(io => {
        report(new Error(text()), io, {});
        report(new Error(text()), io, { json: true });
      }),
  },
];

describe('G9: hostile text', () => {
  it.each(sinks.map(sink => [sink.name, sink] as const))(
    'U1, U7: leaves %s without a byte that a terminal would act on',
    (_, { write, colours = false }) => {
      const random = new RandomStream(seed);
      const wanted = cases(1000, 100_000);
      let count = 0;
      const text = (): string => {
        count += 1;
        return hostileText(random);
      };
      while (count < wanted) {
        const found = foreignByteIn(write(text), { colours });
        // Only a failure is worth the time that expect takes.
        if (found !== undefined) expect.fail(found);
      }
      measured(
        'G9',
        `${wanted.toLocaleString('en')} strings through each of ${sinks.length + 1} sinks: 0 foreign bytes`,
      );
    },
    600_000,
  );

  it('U1: is harmless in every field of the snapshot once it came over the wire', { timeout: 600_000 }, async () => {
    const random = new RandomStream(seed);
    const wanted = cases(1000, 100_000);
    let count = 0;
    const text = (): string => {
      count += 1;
      return hostileText(random);
    };
    const account = await observedAccount(['production/backend'], hostileAnswers(text));
    onTestFinished(() => account.close());
    const parts: readonly ServicePart[] = [...cadences.map(({ part }) => part), 'stoppedTasks'];
    while (count < wanted) {
      await account.observe(...parts);
      // ARNs and names that go back to AWS stay as they are; they are drawn through the painter above.
      const words = JSON.stringify([...(account.lastPatch()?.services ?? [])], (name, value) =>
        /arn/i.test(name) ? undefined : value,
      );
      const found = foreignByteIn(stringsIn(JSON.parse(words)).join('\n'));
      if (found !== undefined) expect.fail(found);
    }
    expect(count).toBeGreaterThanOrEqual(wanted);
  });

  it('would be found: the scanner knows each kind of it', () => {
    for (const hostile of [
      '\u001b[2J',
      '\u009b',
      '\u0000',
      '\u007f',
      '\u202e',
      '\u200b',
      '\u{e0041}',
      '\ud800',
      '\u00a0',
      '👍🏽',
      '\u001b[8m',
    ])
      expect(foreignByteIn(hostile, { colours: true }), JSON.stringify(hostile)).toBeDefined();
    expect(foreignByteIn('\u001b[1;31m▲\u001b[0m größer 東京 👍 <U+202E> ^[', { colours: true })).toBeUndefined();
  });
});

const stringsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(stringsIn)
      : [];

describe('U5: a giant', () => {
  const paceMs = machinePaceMs();

  it.each([
    ['a megabyte in one line', 'x'.repeat(1_000_000)],
    ['a megabyte of escapes', '\u001b['.repeat(500_000)],
    ['a megabyte of accents', `a${'\u0301'.repeat(1_000_000)}`],
    ['a hundred thousand lines', 'line\n'.repeat(100_000)],
    ['a megabyte that looks like secrets', 'a-token_secret-'.repeat(66_000)],
  ])('U5: %s is cut, and takes no time', (_, giant) => {
    const before = performance.now();
    const safe = outsideText(giant);
    const journal = encodeRecord({ type: 'RunStopped', at: 0, because: 'rejected', says: giant, nextStep: '' }, start);
    // A second on a quiet machine.
    expect(performance.now() - before).toBeLessThan(50 * paceMs);
    expect(safe.length).toBeLessThanOrEqual(1000);
    expect(safe).toMatch(/…$/);
    expect(safe).not.toContain('\n');
    expect(journal.line).not.toContain('\n');
    const frame = dashboardLines(
      hostileSnapshot(() => safe),
      initialDashboard,
      room,
    );
    expect(frame).toHaveLength(room.height);
  });
});
