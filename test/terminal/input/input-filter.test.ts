import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInputFilter } from '../../../src/terminal/input/input-filter.ts';

/** A keyboard on a clock of its own: sends chunks, lets time pass, and takes down what goes on to the program. */
function keyboard() {
  const filter = createInputFilter();
  let now = 0;
  const heard: string[] = [];
  return {
    heard,
    send(...chunks: readonly string[]) {
      for (const chunk of chunks) heard.push(...filter.push(chunk, now));
    },
    wait(ms: number) {
      const until = now + ms;
      while (filter.wakeAt !== undefined && filter.wakeAt <= until) {
        now = filter.wakeAt;
        heard.push(...filter.wake(now));
      }
      now = until;
    },
    isWaiting: () => filter.wakeAt !== undefined,
  };
}

const replies: readonly (readonly [string, string])[] = [
  ['the foreground colour (OSC 10)', '\u001b]10;rgb:ffff/ffff/ffff\u001b\\'],
  ['the background colour (OSC 11)', '\u001b]11;rgb:0000/0000/0000\u0007'],
  ['the clipboard (OSC 52)', '\u001b]52;c;eQ0=\u0007'],
  ['the cursor position', '\u001b[24;80R'],
  ['device attributes', '\u001b[?64;1;2;6;22c'],
  ['secondary attributes', '\u001b[>41;354;0c'],
  ['a device status', '\u001b[0n'],
  ['a mode report', '\u001b[?2026;2$y'],
  ['the size of the window', '\u001b[8;24;80t'],
  ['a terminfo string', '\u001bP1+r544e=787465726d\u001b\\'],
  ['a version string', '\u001bP>|xterm(390)\u001b\\'],
  ['graphics', '\u001b_Gi=31;OK\u001b\\'],
  ['focus gained', '\u001b[I'],
  ['focus lost', '\u001b[O'],
  ['a mouse, three bytes', '\u001b[M y!'],
  ['a mouse, SGR', '\u001b[<0;12;5M'],
  ['a mouse, urxvt', '\u001b[32;12;5M'],
  ['keyboard flags', '\u001b[?1u'],
];

describe('keys', () => {
  it.each([
    ['letters', 'y'],
    ['a chunk', 'abc'],
    ['enter', '\r'],
    ['an arrow', '\u001b[A'],
    ['an arrow in application mode', '\u001bOA'],
    ['ctrl-right', '\u001b[1;5C'],
    ['page down', '\u001b[6~'],
    ['alt-x', '\u001bx'],
    ['shift-tab', '\u001b[Z'],
    ['ctrl-c', '\u0003'],
    ['a letter beyond ASCII', 'é'],
    ['ctrl-c of another keyboard protocol', '\u001b[99;5u'],
  ])('%s goes on as it came', (_, key) => {
    const { send, heard, wait } = keyboard();
    send(key);
    wait(1000);
    expect(heard).toEqual([key]);
  });

  it('that come in one chunk stay apart where they are sequences', () => {
    const { send, heard } = keyboard();
    send('j\u001b[Bk');
    expect(heard).toEqual(['j', '\u001b[B', 'k']);
  });

  it('the escape key goes on when nothing follows at once', () => {
    const { send, heard, wait } = keyboard();
    send('\u001b');
    expect(heard).toEqual([]);
    wait(15);
    expect(heard).toEqual(['\u001b']);
  });

  it('a sequence that was cut is put together, and half of one alone is no text', () => {
    const { send, heard, wait } = keyboard();
    send('\u001b', '[', 'A', '\u001b[1');
    wait(1000);
    expect(heard).toEqual(['\u001b[A']);
  });
});

describe('replies of a terminal', () => {
  it.each(replies)('%s is no key, wherever it is cut', (_, reply) => {
    for (let cut = 0; cut <= reply.length; cut += 1) {
      const { send, heard, wait } = keyboard();
      send('j', ...[reply.slice(0, cut), reply.slice(cut)].filter(part => part !== ''), 'k');
      wait(5000);
      expect(heard).toEqual(['j', 'k']);
    }
  });

  it('one without an end does not lock the keyboard', () => {
    const { send, heard, wait } = keyboard();
    send('\u001b]52;c;eQ0=');
    send('\u0003');
    expect(heard).toEqual(['\u0003']);
    send('\u001b]52;c;eQ0=');
    wait(2000);
    send('j');
    expect(heard).toEqual(['\u0003', 'j']);
  });
});

describe('a paste', () => {
  it('goes on in one piece, however it was cut', () => {
    const { send, heard } = keyboard();
    send('\u001b[200~waooaw', '-back', 'end\u001b[2', '01~');
    expect(heard).toEqual(['\u001b[200~waooaw-backend\u001b[201~']);
  });

  it('with an end mark inside of it, and keys behind that, is one paste', () => {
    const { send, heard } = keyboard();
    send('\u001b[200~nice\u001b[201~y\r\u001b[201~');
    expect(heard).toEqual(['\u001b[200~nicey\r\u001b[201~']);
  });

  it('whose end mark is cut off from the keys behind it hands on none of them', () => {
    const { send, heard, wait } = keyboard();
    send('\u001b[200~nice\u001b[201~', 'y\r\u001b[201~');
    expect(heard).toEqual(['\u001b[200~nice\u001b[201~']);
    wait(100);
    send('j');
    expect(heard.at(-1)).toBe('j');
  });

  it('without an end gives the keyboard back after two seconds, and is known to have been one', () => {
    const { send, heard, wait } = keyboard();
    send('\u001b[200~', 'y', 'y');
    wait(1999);
    expect(heard).toEqual([]);
    wait(1);
    send('j');
    expect(heard).toEqual(['\u001b[200~\u001b[201~', 'j']);
  });

  it('is not prolonged by keys, and not cut off while it arrives on a slow link', () => {
    const typing = keyboard();
    typing.send('\u001b[200~');
    for (let seconds = 0; seconds < 2; seconds += 1) {
      typing.send('y');
      typing.wait(1000);
    }
    typing.send('j');
    expect(typing.heard.at(-1)).toBe('j');

    const slow = keyboard();
    slow.send('\u001b[200~');
    for (let packet = 0; packet < 20; packet += 1) {
      slow.send('0123456789');
      slow.wait(1000);
    }
    slow.send('\u001b[201~');
    expect(slow.heard).toEqual([`\u001b[200~${'0123456789'.repeat(20)}\u001b[201~`]);
  });

  it('that is open does not hold back ctrl-c', () => {
    const { send, heard } = keyboard();
    send('\u001b[200~text', '\u0003', 'j');
    expect(heard).toEqual(['\u0003', 'j']);
  });

  it('of a megabyte is cut to what any field could take', () => {
    const { send, heard } = keyboard();
    send('\u001b[200~');
    for (let packet = 0; packet < 256; packet += 1) send('x'.repeat(4096));
    send('\u001b[201~');
    expect(heard).toHaveLength(1);
    expect(heard[0]?.length).toBeLessThan(70_000);
  });
});

describe('whatever arrives', () => {
  const anything = fc.array(
    fc.oneof(
      fc.constantFrom(
        '\u001b',
        '\u001b[',
        '\u001b]',
        '\u001b[200~',
        '\u001b[201~',
        '\u001bP',
        '\u001b[M',
        '\u009d',
        '\u001bO',
        '1;2',
        '~',
        '\u0007',
      ),
      fc.string({ maxLength: 5 }),
    ),
    { maxLength: 12 },
  );

  it('the keyboard is the reader\u2019s again two seconds later', () => {
    fc.assert(
      fc.property(anything, chunks => {
        const { send, heard, wait, isWaiting } = keyboard();
        send(...chunks.filter(chunk => chunk !== ''));
        wait(2100);
        expect(isWaiting()).toBe(false);
        send('j');
        expect(heard.at(-1)).toBe('j');
      }),
      { numRuns: 2000 },
    );
  });

  it('ctrl-c goes on at once', () => {
    fc.assert(
      fc.property(anything, chunks => {
        const { send, heard } = keyboard();
        send(...chunks.filter(chunk => chunk !== ''), '\u0003');
        expect(heard.at(-1)).toBe('\u0003');
      }),
      { numRuns: 2000 },
    );
  });
});
