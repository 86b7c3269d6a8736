import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../../src/domain/exit-code.ts';
import { hours } from '../../../src/domain/time.ts';
import { zonedTime } from '../../../src/domain/zoned-time.ts';
import { type HeadlessAccount, headlessAccount, headroom, type Said } from '../../support/headless.ts';

const good = { service: 'waooaw-backend', 'requests-per-minute': '3500', end: '2031-01-01 12:00 Europe/Berlin' };

const flagsOf = (input: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(input).flatMap(([name, value]) => [`--${name}`, value]);

const run = ({ flags }: HeadlessAccount, id: string, input: Readonly<Record<string, string>>): Promise<Said> =>
  headroom(['run', id, ...flagsOf(input), '--yes', '--confirm', 'waooaw-backend', '--no-hold', ...flags]);

const { usage, nothingWritten } = exitCodes;

describe('an answer that cannot be meant', () => {
  it('is named with what would be right, ends with its exit code, and nothing is written', async () => {
    const account = await headlessAccount();
    const wrong = [
      ['prepare-for-event', { service: 'waooaw-front' }, usage, 'there is no service waooaw-front'],
      ['prepare-for-event', { 'requests-per-minute': '5k' }, usage, 'must be a whole number from 1 to 999999'],
      ['prepare-for-event', { start: 'tonight' }, usage, 'start must be a local time with its time zone'],
      ['prepare-for-event', { start: '2020-01-01 12:00 UTC' }, nothingWritten, 'Leave --start out for now.'],
      ['prepare-for-event', { end: '12:00' }, usage, 'end must be a local time with its time zone'],
      ['prepare-for-event', { end: '2020-01-01 12:00 UTC' }, nothingWritten, 'and that is past'],
      ['prepare-for-event', { 'buffer-percent': '501' }, usage, 'buffer-percent must be from 0 to 500'],
      ['prepare-for-event', { 'requests-per-task': '0' }, usage, 'requests-per-task must be from 1 to 100000'],
      ['prepare-for-event', { rest: '90' }, usage, 'rest must be a duration from 1m to 30m'],
      ['prepare-for-event', { 'warm-up': 'waooaw.ai' }, usage, 'warm-up must be a path such as /health'],
      ['prepare-for-event', { 'warm-up': 'http://1.2.3.4.5/' }, nothingWritten, 'none that can be asked for'],
      ['prepare-for-event', { 'warm-up-requests': '601' }, usage, 'warm-up-requests must be from 0 to 600'],
      ['stand-down-after-event', { rest: '2h' }, usage, 'rest must be from 1m to 1h'],
      ['stand-down-after-event', {}, nothingWritten, 'No event of waooaw-production/waooaw-backend is recorded here.'],
    ] as const;
    for (const [id, input, exitCode, says] of wrong) {
      const { service } = good;
      const said = await run(account, id, id === 'prepare-for-event' ? { ...good, ...input } : { service, ...input });
      expect([said.exitCode, said.stderr]).toEqual([exitCode, expect.stringContaining(says)]);
    }
    expect(account.simulator.history.writes).toEqual([]);
  }, 60_000);
});

describe('an event that is on', () => {
  it('is shown by every status until it is stood down', async () => {
    const account = await headlessAccount();
    const end = zonedTime(account.simulator.world.clock.now + hours(6), 'UTC');
    const prepared = await run(account, 'prepare-for-event', { ...good, end, 'warm-up-requests': '4' });
    expect(prepared.stdout).toContain('4 requests, all answered');
    expect(prepared.exitCode).toBe(exitCodes.done);
    const status = () => headroom(['status', ...account.flags]);
    expect((await status()).stdout).toContain('! event scaling of waooaw-backend is still on, until');
    account.simulator.world.clock.runUntil(account.simulator.world.clock.now + hours(10));
    expect((await status()).stdout).toMatch(
      /! event scaling of waooaw-backend is still on, \S+ past its end: headroom run stand-down-after-event --service waooaw-backend/,
    );
    const stoodDown = await run(account, 'stand-down-after-event', { service: good.service });
    expect(stoodDown.exitCode).toBe(exitCodes.done);
    expect((await status()).stdout).not.toContain('event scaling');
  }, 60_000);
});
