import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { App } from '../../src/screens/app.tsx';
import { createEgress } from '../../src/terminal/output/egress.ts';
import { hostileText, outsideAllowList } from '../support/hostile-bytes.ts';
import { drawOn, fakeSession } from '../support/screen.tsx';
import { terminals } from '../support/terminals.ts';
import { pictureSnapshot } from '../support/ui-snapshots.ts';
import { cases, measured, seed } from './figures.ts';
import { reach } from './screens-to-die-on.ts';

const { demo } = terminals();

function microsecondsEach(times: number, run: () => void): number {
  const before = process.threadCpuUsage().user;
  for (let time = 0; time < times; time += 1) run();
  return (process.threadCpuUsage().user - before) / times;
}

describe('G9: what reaches the terminal', () => {
  const strings = cases(3000, 100_000);
  let cost = { draw: 0, pass: 0 };

  it('G9: of hostile strings, in whole, in pieces and in ASCII, nothing outside the list', () => {
    fc.assert(
      fc.property(hostileText, fc.nat(), fc.boolean(), (text, cut, ascii) => {
        const egress = createEgress({ ascii });
        const at = cut % (text.length + 1);
        const out = egress.pass(text.slice(0, at)) + egress.pass(text.slice(at));
        expect(outsideAllowList(out)).toEqual([]);
      }),
      { numRuns: strings, seed },
    );
  }, 300_000);

  it('G9: of what headroom draws, everything: nothing is dropped', async () => {
    const program = demo({ columns: 120, rows: 40 });
    await reach('a run', program);
    program.signal('SIGTERM');
    await program.ended();
    expect(program.output()).not.toContain('kept from the terminal');
  }, 120_000);

  it('G9: at under a hundredth of the time that drawing takes', async () => {
    const session = fakeSession({ snapshot: pictureSnapshot() });
    const screen = drawOn(<App />, { width: 120, height: 40, session });
    const frame = await screen.until(each => each.includes('waooaw-backend'));
    expect(frame.match(/\u001b\[/g)?.length).toBeGreaterThan(100);
    const egress = createEgress({ ascii: false });
    const times = cases(30, 300);
    // Once to warm up, then by the processor's time of this thread: other tests must not count.
    for (const isWarm of [false, true]) {
      // Ink draws a whole frame, at once, whenever it hears of a size.
      const draw = microsecondsEach(times, () => screen.resize(120, 40));
      const pass = microsecondsEach(times * 10, () => egress.pass(frame));
      if (isWarm) cost = { draw, pass };
    }
    expect(egress.dropped).toBe(0);
    expect(cost.pass / cost.draw).toBeLessThan(0.01);
  }, 120_000);

  afterAll(() => {
    measured(
      'G9',
      `through the egress: ${strings.toLocaleString('en')} hostile strings, 0 bytes outside the list, 0 drops of our own; a frame of 120 x 40 costs it ${cost.pass.toFixed(0)} us, ${((100 * cost.pass) / cost.draw).toFixed(2)} % of drawing it`,
      'egress',
    );
  });
});

describe('what goes beyond the screen', () => {
  it('U8: is the clipboard alone, when a person asks for it, and holds the commands as base64', async () => {
    const program = demo();
    await reach('the plan', program);
    const osc = (): readonly string[] =>
      [...program.output().matchAll(/\u001b\][^\u0007\u001b]*[\u0007\u001b]/g)].map(([found]) => found);
    expect(osc()).toEqual([]);
    program.type('C');
    await program.waitForOutput(/\u001b\]52;c;/);
    const [copied = ''] = osc();
    expect(osc()).toHaveLength(1);
    expect(copied).toMatch(/^\u001b\]52;c;[A-Za-z0-9+/=]+\u0007$/);
    const commands = Buffer.from(copied.slice(7, -1), 'base64').toString();
    expect(commands).toMatch(
      /^aws application-autoscaling register-scalable-target .*service\/waooaw-production\/waooaw-backend/,
    );
    program.type('\u0003');
    await program.ended();
    expect(osc()).toHaveLength(1);
  }, 60_000);
});
