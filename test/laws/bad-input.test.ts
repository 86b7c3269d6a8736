import { beforeAll, describe, expect, it } from 'vitest';
import { flagOf } from '../../src/domain/input.ts';
import type { InputField } from '../../src/domain/input-field.ts';
import { procedures } from '../../src/procedures/index.ts';
import { type RunningSimulator, startSimulator } from '../../src/sim/simulator.ts';
import { headroom } from '../support/headless.ts';
import { freshStateDir } from '../support/simulated.ts';
import { roundTrips } from './round-trips.ts';

/** Nobody means any of these, whatever is asked. */
const neverMeant = ['\u202egnp.evil', '$(reboot)', 'x'.repeat(5000)];

/** Words that do not answer this question. A new kind of question does not compile without its own. */
function wrongAnswers(field: InputField): readonly string[] {
  switch (field.kind) {
    case 'service':
      return ['', 'nobody', 'a/b/c', ...neverMeant];
    case 'integer':
      return ['', '1e3', '0x10', '1.5', '-1', 'six', String(field.max + 1), String(field.min - 1), ...neverMeant];
    case 'choice':
      return ['', 'perhaps', ...neverMeant];
    case 'text':
      return [...(field.default === '' ? [] : ['']), ' ', ...neverMeant].filter(word => !field.pattern.test(word));
    case 'time':
      return [
        ...(field.default === '' ? [] : ['']),
        'tomorrow',
        '2026-02-30 09:00 UTC',
        '2026-11-27 09:00 Mars/Base',
        ...neverMeant,
      ];
    case 'timeZone':
      return ['', 'Mars/Base', '+99:00', ...neverMeant];
    case 'duration':
      return ['', '5', '-1m', '1000h', 'a while', ...neverMeant];
    case 'secret':
      return ['https://hooks.example.com/typed-in-the-open', 'env:NOT_SET', 'file:/nonexistent', ...neverMeant];
    case 'record':
      return ['nosuchrun', '/nonexistent/plan.json', '\u202egnp.evil'];
  }
}

const flagsOf = (input: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(input).map(([name, value]) => `--${flagOf(name)}=${value}`);

describe.each(procedures.map(procedure => [procedure.id, procedure] as const))('%s', (id, { input }) => {
  let simulator: RunningSimulator;
  let flags: readonly string[];
  beforeAll(async () => {
    simulator = await startSimulator({ seed: 1, start: Date.now(), speed: 60, durations: 1, port: 0 });
    flags = ['--endpoint', simulator.url, '--state-dir', freshStateDir(), '--yes', '--confirm', 'waooaw-backend'];
    return () => simulator.close();
  });

  it.each(Object.entries(input))(
    'refuses every wrong answer for %s in a sentence, and writes nothing',
    { timeout: 120_000 },
    async (name, field) => {
      const right = roundTrips[id]?.[0]?.input ?? {};
      for (const wrong of wrongAnswers(field)) {
        const { exitCode, stdout, stderr } = await headroom([
          'run',
          id,
          ...flagsOf({ ...right, [name]: wrong }),
          ...flags,
        ]);
        const said = `${JSON.stringify(wrong)} got ${exitCode}: ${stdout}${stderr}`;
        expect([2, 3], said).toContain(exitCode);
        expect(stderr, said).toMatch(
          new RegExp(field.kind === 'service' ? 'service|name that ECS gives' : flagOf(name)),
        );
        expect(stderr.length, said).toBeLessThan(2000);
        expect(stderr, said).not.toMatch(/\u202e|undefined|NaN|\bat .*\.ts:/);
      }
      expect(simulator.history.writes).toEqual([]);
    },
  );
});
