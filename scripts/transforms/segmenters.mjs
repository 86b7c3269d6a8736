import { fileURLToPath } from 'node:url';
import { replaceOnly } from './transform.mjs';

const runtime = fileURLToPath(new URL('runtime/plain-segmenter.ts', import.meta.url));

/** @type {(place: { package: string, version: string, file: string }) => import('./transform.mjs').Transform} */
const segmenter = place => ({
  ...place,
  why: 'The first Intl.Segmenter takes 15 ms, for the tables of all languages, and most text needs none.',
  apply: source =>
    `import { plainSegmenter } from '${runtime}';\n${replaceOnly(
      source,
      /^const (\w+) = (new Intl\.Segmenter\((?:undefined, ?\{ ?granularity: ?['"]grapheme['"] ?\})?\));$/m,
      (_, name = '', made = '') => `const ${name} = plainSegmenter(() => ${made});`,
    )}`,
});

/** Whatever of Ink's tree makes one while it is loaded. */
export const segmenters = [
  segmenter({ package: 'ink', version: '8.0.0', file: 'build/line-update.js' }),
  segmenter({ package: 'slice-ansi', version: '10.0.1', file: 'tokenize-ansi.js' }),
  segmenter({ package: 'wrap-ansi', version: '10.0.2', file: 'index.js' }),
  segmenter({ package: '@alcalzone/ansi-tokenize', version: '0.3.2', file: 'build/tokenize.js' }),
];
