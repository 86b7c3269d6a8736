import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createEgress } from '../../src/terminal/output/egress.ts';
import { hostileText, outsideAllowList } from '../support/hostile-text.ts';
import { terminals } from '../support/terminals.ts';
import { cases, inFull, measured, seed } from './figures.ts';
import { reach } from './screens-to-die-on.ts';

const { demo } = terminals();

describe('G9: what reaches the terminal', () => {
  const strings = cases(3000, 100_000);
  let microseconds = 0;
  let frameBytes = 0;

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

  it('G9: of what headroom draws, everything: nothing is dropped, at under a hundredth of the time of a frame', async () => {
    const program = demo({ columns: 120, rows: 40 });
    await reach('a run', program);
    program.type('q');
    program.signal('SIGTERM');
    await program.ended();
    expect(program.output()).not.toContain('kept from the terminal');

    // The first frames are whole ones; the terminal's own line ends are not what was written.
    const drawn = program
      .output()
      .replaceAll('\r\n', '\n')
      .replaceAll(/\u001b\[\?(?:9|100[0-6]|101[56])l|\u001b\[=0u\u001b\[>4;0m/g, '');
    const [, all = ''] = /(\u001b\[\?1049h[\s\S]*\u001b\[\?1049l)/.exec(drawn) ?? [];
    const frames = all.split('\u001b[?2026h').filter(({ length }) => length > 4000);
    expect(frames.length).toBeGreaterThan(0);
    const egress = createEgress({ ascii: false });
    for (let warm = 0; warm < 200; warm += 1) for (const frame of frames) egress.pass(frame);
    const times = Array.from({ length: 200 }, () => {
      const from = performance.now();
      for (const frame of frames) egress.pass(frame);
      return (performance.now() - from) / frames.length;
    }).toSorted((a, b) => a - b);
    microseconds = (times[100] ?? 0) * 1000;
    frameBytes = frames.reduce((sum, { length }) => sum + length, 0) / frames.length;
    expect(egress.dropped).toBe(0);
    // A frame of this size takes Ink three to ten milliseconds.
    if (inFull) expect(microseconds).toBeLessThan(50);
  }, 120_000);

  afterAll(() => {
    measured(
      'G9',
      `egress: ${strings.toLocaleString('en')} hostile strings, 0 bytes outside the list, 0 drops of our own; ${microseconds.toFixed(0)} us for a whole frame of ${Math.round(frameBytes / 1000)} kB`,
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
