import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tempDir } from '../support/temp-dir.ts';
import { openTerminal } from '../support/terminal.ts';

const preload = (name: string): readonly string[] => ['--import', new URL(`../support/${name}`, import.meta.url).href];

/** Somebody listens there and never says a word, so that it stays at connecting. */
const silence = createServer(() => {}).listen(0, '127.0.0.1');
let nowhere: readonly string[] = [];
beforeAll(async () => {
  if (!silence.listening) await once(silence, 'listening');
  const address = silence.address();
  nowhere = ['--endpoint', `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`];
});
afterAll(() => {
  silence.close();
});

describe('before the first frame', () => {
  it('nothing of the AWS SDK is loaded, nor anything of Node that only AWS needs', async () => {
    const list = join(tempDir(), 'loaded.json');
    const terminal = openTerminal(nowhere, {
      columns: 80,
      rows: 24,
      env: { LOADED_AT_FIRST_FRAME: list },
      nodeOptions: preload('loaded-at-first-frame.mjs'),
    });
    await terminal.waitFor('q quit');
    terminal.type('q');
    await terminal.exit;

    const { files, modules }: { files: string[]; modules: string[] } = JSON.parse(readFileSync(list, 'utf8'));
    const program = files.filter(url => url.includes('/dist/'));
    expect(program.some(url => url.endsWith('/open-dashboard.js'))).toBe(true);
    const ofTheSdk = program.filter(url => /aws-sdk|smithy/i.test(readFileSync(fileURLToPath(url), 'utf8')));
    expect(ofTheSdk).toEqual([]);
    // Each file costs a millisecond. They were 64 once.
    expect(program.length).toBeLessThanOrEqual(9);
    for (const name of ['http', 'https', 'crypto', 'zlib', 'assert', 'internal/deps/undici/undici'])
      expect(modules).not.toContain(`NativeModule ${name}`);
    // The list has what it must have, so it would have the others too.
    expect(modules).toContain('NativeModule tty');
  });
});

describe('the picture of the start', () => {
  it.each([
    [80, 24],
    [120, 40],
    [200, 60],
    [40, 10],
  ])('becomes the first frame at %i x %i without anything moving, and nothing is erased', async (columns, rows) => {
    const terminal = openTerminal(nowhere, { columns, rows, nodeOptions: preload('slow-start.mjs') });
    const first = await terminal.waitFor(/Connecting to AWS|ctrl-c leaves/);
    // Keys are echoed by the terminal itself until the program reads them.
    terminal.type('j');
    const small = rows < 15;
    // Of the small one nothing is added, so its frame is told by its marks.
    await terminal.waitForOutput(small ? /\u001b\[\?2004h/ : /\u001b\[\?2026h/);
    if (!small) await terminal.waitFor('q quit');
    await terminal.drawn();
    const then = terminal.screen().split('\n');
    for (const [row, line] of first.split('\n').entries()) expect(then[row]?.startsWith(line)).toBe(true);
    expect(then.join('\n')).not.toMatch(/^j/m);
    expect(terminal.output().match(/\u001b\[\?1049h/g)).toHaveLength(1);
    expect(terminal.output()).not.toMatch(/\u001b\[[23]?J/);
    terminal.type(small ? '\u0003' : 'q');
    await terminal.exit;
  });
});
