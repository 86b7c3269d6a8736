import { fileURLToPath } from 'node:url';
import { replaceOnly } from './transform.mjs';

const plainText = fileURLToPath(new URL('../../src/terminal/plain-text.ts', import.meta.url));

/** @type {(version: string) => import('./transform.mjs').Transform} */
const stringWidth = version => ({
  package: 'string-width',
  version,
  file: 'index.js',
  why: 'Its expression over all emoji takes 20 ms to make and 25 ms at its first use, such as a border. What fills one cell each is measured without them, and they are made when something else comes.',
  apply: source =>
    replaceOnly(
      source,
      /^((?:import .*\n)+)([\s\S]*)^export default (function stringWidth\([\s\S]*)$/m,
      (_, imports = '', body = '', measure = '') => `${imports}
import { isPlain } from '${plainText}';
const make = () => {
${body}
${measure}
return stringWidth;
};
let whole;
export default function stringWidth(input, options) {
  if (options === undefined && typeof input === 'string') {
    const visible = input.includes('\\u{1B}') || input.includes('\\u{9B}') ? stripAnsi(input) : input;
    if (isPlain(visible)) return visible.length;
  }
  whole ??= make();
  return whole(input, options);
}
`,
    ),
});

/** Ink and what it draws with have one version, and we have another. */
export const stringWidths = [stringWidth('8.3.0'), stringWidth('9.0.0')];
