import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transforms } from '../../scripts/transforms/index.mjs';
import { plainSegmenter } from '../../scripts/transforms/runtime/plain-segmenter.ts';
import { applied, replaceOnly, type Transform } from '../../scripts/transforms/transform.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
let directory = '';

beforeAll(async () => {
  // Beside dist/, because what is built there finds the same packages.
  directory = await mkdtemp(join(root, 'node_modules', '.untransformed-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe('a transform', () => {
  it.each(transforms.map(transform => [`${transform.package} ${transform.version}, ${transform.file}`, transform]))(
    'of %s ends the build where the file is not what it was written for',
    (_, { apply }) => {
      expect(() => apply('export default 1;\n')).toThrow(/matches 0 places/);
    },
  );

  it('ends the build where the package has another version', async () => {
    const [some] = transforms;
    if (some === undefined) throw new Error('there are no transforms');
    const entry = join(directory, 'entry.mjs');
    await writeFile(entry, `import '${some.package}';`);
    const plugins = [applied([{ ...some, version: '0.0.1' }], { expectAll: true })];
    await expect(
      build({
        entryPoints: [entry],
        bundle: true,
        write: false,
        platform: 'node',
        format: 'esm',
        plugins,
        logLevel: 'silent',
      }),
    ).rejects.toThrow(`No file to transform: ${some.package} 0.0.1`);
  });

  it('replaces one place, and never one of several', () => {
    expect(replaceOnly('a b c', /b/, () => 'x')).toBe('a x c');
    expect(() => replaceOnly('b b', /b/, () => 'x')).toThrow(/matches 2 places/);
  });
});

/** Everyday characters, the ones beside them, and what makes clusters of several. */
const text = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0x2fff }).map(code => String.fromCharCode(code)),
      fc.constantFrom(
        '─',
        '│',
        '▄',
        '…',
        '✓',
        'e\u0301',
        '👍🏽',
        '🇩🇪',
        '한',
        '\u200d',
        '\ufe0f',
        '\r\n',
        '\u001b[1;31m',
        '©️',
      ),
      fc.string({ unit: 'grapheme' }),
    ),
    { maxLength: 12 },
  )
  .map(parts => parts.join(''));

describe('what is left as it was', () => {
  it('is the width of every text, in both versions of string-width', async () => {
    for (const where of ['', 'ink/node_modules/']) {
      const { original, transformed } = await bothOf(`${where}string-width/index.js`, { marked: 'isPlain' });
      for (let code = 0; code <= 0xffff; code += 1) {
        const character = String.fromCharCode(code);
        if (transformed(character) !== original(character)) expect.fail(`U+${code.toString(16)}`);
      }
      fc.assert(
        fc.property(text, some => {
          expect(transformed(some)).toBe(original(some));
        }),
        { numRuns: 2000 },
      );
    }
  });

  it('is how every text falls into clusters', () => {
    const original = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
    const transformed = plainSegmenter(() => original);
    fc.assert(
      fc.property(text, fc.integer({ min: -1, max: 14 }), (some, index) => {
        expect([...transformed.segment(some)]).toEqual([...original.segment(some)]);
        expect(transformed.segment(some).containing(index)).toEqual(original.segment(some).containing(index));
      }),
      { numRuns: 2000 },
    );
  });

  it('is the text of every node', async () => {
    const { original, transformed } = await bothOf('ink/build/squash-text-nodes.js', { marked: 'remembered' });
    const node = (nodeValue: string) => ({ nodeName: 'ink-text', childNodes: [{ nodeName: '#text', nodeValue }] });
    fc.assert(
      fc.property(text, some => {
        // Twice: what is remembered must be what was found.
        for (const _ of [1, 2]) expect(transformed(node(some))).toBe(original(node(some)));
      }),
      { numRuns: 2000 },
    );
  });

  it('is what becomes of texts that are written into one frame, side by side, over each other and beyond the edge', async () => {
    const { original, transformed } = await bothOf('ink/build/output.js', { marked: 'RowsOfText' });
    const drawn = (Output: typeof original, { width, height }: Size, writes: readonly Written[]): unknown => {
      const output = new Output({ width, height });
      for (const { x, y, text: written, transformer, clip } of writes) {
        if (clip !== undefined) output.clip(clip);
        output.write(x, y, written, { transformers: transformer === undefined ? [] : [transformers[transformer]] });
        if (clip !== undefined) output.unclip();
      }
      return output.get();
    };
    let alone = 0;
    fc.assert(
      fc.property(size, fc.array(written, { maxLength: 8 }), (area, writes) => {
        if (writes.some(({ x, y }) => x === 0 && writes.filter(other => other.y === y).length === 1)) alone += 1;
        expect(drawn(transformed, area, writes)).toEqual(drawn(original, area, writes));
      }),
      { numRuns: 5000 },
    );
    expect(alone).toBeGreaterThan(1000);
  });

  it('is every frame, to the byte', async () => {
    const [transformed, original] = await Promise.all([framesDrawn('with', transforms), framesDrawn('without', [])]);
    expect(Object.keys(original)).toHaveLength(4);
    for (const [size, writes] of Object.entries(original)) {
      expect(writes.length, size).toBeGreaterThan(10);
      expect(transformed[size], size).toEqual(writes);
    }
  });
});

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Written {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly transformer: keyof typeof transformers | undefined;
  readonly clip: Partial<Record<'x1' | 'x2' | 'y1' | 'y2', number>> | undefined;
}

const transformers = {
  nothing: (line: string): string => line,
  brackets: (line: string, index: number): string => `[${index}${line}]`,
};

const size: fc.Arbitrary<Size> = fc.record({
  width: fc.integer({ min: 1, max: 24 }),
  height: fc.integer({ min: 1, max: 6 }),
});

const edge = fc.integer({ min: -2, max: 20 });

const written: fc.Arbitrary<Written> = fc.record({
  x: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, { arbitrary: edge, weight: 1 }),
  y: fc.integer({ min: -1, max: 6 }),
  text: fc.oneof(
    text,
    fc.stringMatching(/^(\u001b\[(0|1|22|31|39|38;5;9|7)m|[ a─▇…]{1,4}|\n){0,8}$/),
    fc.stringMatching(/^[ a-e─▇✓]{0,24}$/),
  ),
  transformer: fc.constantFrom('nothing', 'brackets', undefined),
  clip: fc.option(fc.record({ x1: edge, x2: edge, y1: edge, y2: edge }, { requiredKeys: [] }), { nil: undefined }),
});

/** A module of a dependency as it is, and as the program has it. */
async function bothOf(path: string, { marked }: { readonly marked: string }) {
  const entry = join(root, 'node_modules', path);
  const outfile = join(directory, `${path.replaceAll('/', '-')}.mjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    plugins: [applied(transforms, { expectAll: false })],
  });
  expect(readFileSync(outfile, 'utf8')).toContain(marked);
  const { default: transformed } = await import(pathToFileURL(outfile).href);
  const { default: original } = await import(pathToFileURL(entry).href);
  return { original, transformed };
}

/** What test/support/drawn-frames.tsx writes at each size, built with these transforms. */
async function framesDrawn(
  name: string,
  by: readonly Transform[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const outdir = join(directory, name);
  await build({
    entryPoints: [join(root, 'test/support/drawn-frames.tsx')],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    external: ['react-devtools-core'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    plugins: [applied(by, { expectAll: true })],
    logLevel: 'error',
  });
  const { stdout } = await promisify(execFile)(process.execPath, [join(outdir, 'drawn-frames.mjs')], {
    maxBuffer: 2 ** 28,
  });
  return JSON.parse(stdout);
}
