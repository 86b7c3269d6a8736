import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { TestTerminal } from '../support/terminal.ts';
import { terminals } from '../support/terminals.ts';
import { reach } from './screens-to-die-on.ts';

const { demo, onSimulated } = terminals();

/** What terminals send that nobody typed. */
const replies: readonly string[] = [
  '\u001b]10;rgb:ffff/ffff/ffff\u001b\\',
  '\u001b]11;rgb:0000/0000/0000\u0007',
  '\u001b]52;c;Ng0=\u0007',
  '\u001b[24;80R',
  '\u001b[?64;1;2;6;22c',
  '\u001b[>41;354;0c',
  '\u001b[0n',
  '\u001b[?2026;2$y',
  '\u001b[8;24;80t',
  '\u001bP1+r544e=787465726d\u001b\\',
  '\u001b[I',
  '\u001b[O',
  '\u001b[M y!',
  '\u001b[<0;12;5M',
  '\u001b[<0;12;5m',
  '\u001b[?1u',
];

/** What was typed so far has been read: the program has drawn twice, and it looks at its input in between. */
async function read({ output, waitForOutput }: TestTerminal): Promise<void> {
  for (let frames = 0; frames < 2; frames += 1) await waitForOutput(/\S/, output().length);
}

describe('a paste without an end', () => {
  it.concurrent('I4: gives the keyboard back after two seconds', async () => {
    const program = demo();
    await reach('the dashboard', program);
    program.type('\u001b[200~');
    program.type('y');
    await read(program);
    await setTimeout(2200);
    program.type('?');
    await program.waitFor(/Keys of this screen/);
  }, 60_000);

  it.concurrent('I4: does not hold back Ctrl-C', async () => {
    const program = demo();
    await reach('the dashboard', program);
    program.type('\u001b[200~');
    await read(program);
    program.type('\u0003');
    expect(await program.ended()).toEqual({ status: 0, sameModes: true, leftOn: [] });
  }, 60_000);

  it.concurrent('I4: one with an end mark inside, and the answer behind it, confirms nothing', async () => {
    const { program, simulated } = await onSimulated();
    await reach('the confirmation', program);
    program.type('\u001b[200~x\u001b[201~6\r\u001b[201~');
    await program.waitFor(/in one piece/);
    program.type('\u001b');
    await program.waitFor(/nothing was written/);
    expect(await simulated.writes()).toEqual([]);
  }, 60_000);
});

describe('replies that nobody asked for', () => {
  it.concurrent('I5: are no keys on the dashboard, in a text field and at a question', async () => {
    const { program, simulated } = await onSimulated();
    for (const reply of replies) program.type(reply);
    program.type('/');
    await program.waitFor(/\/▏/);
    for (const reply of replies) program.type(reply);
    program.type('back');
    // Exactly what was typed stands in the field.
    await program.waitFor(/\/back▏/);
    program.type('\r');
    await program.waitFor(/\/back /);
    await reach('the confirmation', program);
    for (const reply of replies) program.type(reply);
    await setTimeout(700);
    for (const reply of replies) program.type(reply);
    expect(await program.waitFor(/Type 6 and Enter/)).toMatch(/▸ ▏/);
    expect(await simulated.writes()).toEqual([]);
  }, 60_000);

  it.concurrent('S11: a terminal that was left with mouse, focus and another keyboard on is put right at the start', async () => {
    const program = demo();
    // As such a terminal would, before anything is drawn and while it is.
    for (const reply of replies) program.type(reply);
    await reach('the dashboard', program);
    for (const mode of [9, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 1016]) {
      expect(program.output()).toContain(`\u001b[?${mode}l`);
    }
    expect(program.output()).toContain('\u001b[=0u');
    for (const reply of replies) program.type(reply);
    program.type('?');
    expect(await program.waitFor(/Keys of this screen/)).toContain('SIMULATED');
  }, 60_000);
});
