import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Opening, openingOf } from '../../src/commands/opening.ts';
import { runProgram } from '../../src/commands/program.ts';
import { exitCodes } from '../../src/domain/exit-code.ts';
import { noScreen } from '../support/no-screen.ts';

/** What commander makes of the command line; undefined where it opens no dashboard. */
async function asCommanderReads(argv: readonly string[]): Promise<Opening | undefined> {
  let read: Opening | undefined;
  const silent = { out() {}, err() {}, raw() {}, env: {}, signal: new AbortController().signal };
  await runProgram(argv, { ...noScreen, ...silent }, async opening => {
    read = opening;
    return exitCodes.done;
  });
  return read;
}

describe('a command line that opens the dashboard', () => {
  it.each([
    [[]],
    [['dash']],
    [['demo']],
    [['--env', 'production', '--write']],
    [['dash', '--read-only', '--no-color', '--state-dir', '/tmp/x']],
    [['--state-dir', '/tmp/x', 'demo', '--seed', '7', '--speed', '2.5', '--scenario', 'quiet']],
    [['--region', 'us-east-1', '--region', 'eu-west-1']],
    [['--profile', 'dash', 'dash']],
  ])('is read as commander reads it: %j', async argv => {
    const opening = openingOf(argv);
    expect(opening).toBeDefined();
    expect(opening).toEqual(await asCommanderReads(argv));
  });

  it.each([
    [['status']],
    [['--help']],
    [['-V']],
    [['--json']],
    [['dash', '--plain']],
    [['--env']],
    [['--env', '--write']],
    [['--env=production']],
    [['demo', '--seed', 'x']],
    [['demo', '--speed', '0']],
    [['--seed', '7']],
    [['dash', 'demo']],
    [['--nonsense']],
    [['--']],
  ])('is left to commander otherwise: %j', argv => {
    expect(openingOf(argv)).toBeUndefined();
  });

  it('is never read in another way than commander reads it', async () => {
    const word = fc.constantFrom(
      ...['dash', 'demo', 'status', '--env', '--write', '--read-only', '--no-color', '--json', '--plain', '--seed'],
      ...['--speed', '--scenario', '--state-dir', 'x', '7', '0.5', '', '-h', '--'],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 6 }), async argv => {
        const opening = openingOf(argv);
        if (opening !== undefined) expect(opening).toEqual(await asCommanderReads(argv));
      }),
      { numRuns: 300 },
    );
  });
});
