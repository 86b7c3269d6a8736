import { fileURLToPath } from 'node:url';
import { replaceOnly } from './transform.mjs';

const plainText = fileURLToPath(new URL('../../src/terminal/plain-text.ts', import.meta.url));

/** @type {import('./transform.mjs').Transform} */
export const inkOutput = {
  package: 'ink',
  version: '8.0.0',
  file: 'build/output.js',
  why: 'Every frame takes every line apart anew, and asks a Unicode table about each character: two thirds of what a frame costs.',
  apply(source) {
    const shared = replaceOnly(
      source,
      /^ {4}caches = new OutputCaches\(\);$/m,
      // What is on the screen is a few hundred lines, each taken apart into objects of some ten kilobytes: a screen that
      // shows ever new ones must not keep many that are gone.
      () => `    caches = sharedCaches = sharedCaches.styledChars.size > 600 ? new OutputCaches() : sharedCaches;`,
    );
    const withShared = replaceOnly(
      shared,
      /^export default class Output \{$/m,
      () => 'let sharedCaches = new OutputCaches();\nexport default class Output {',
    );
    return `import { isPlain } from '${plainText}';\n${replaceOnly(
      withShared,
      /\.filter\(character => !(\/\^\\p\{Default_Ignorable_Code_Point\}\+\$\/u)\.test\(character\.value\)\)/,
      (_, ignorable = '') => `.filter(character => isPlain(character.value) || !${ignorable}.test(character.value))`,
    )}`;
  },
};
