import { fileURLToPath } from 'node:url';
import { replaceOnly } from './transform.mjs';

const file = path => fileURLToPath(new URL(path, import.meta.url));

/** @type {import('./transform.mjs').Transform} */
export const inkOutput = {
  package: 'ink',
  version: '8.0.0',
  file: 'build/output.js',
  why: 'Every frame takes every line apart into cells, puts them together again, and asks a Unicode table about each character: two thirds of what a frame costs.',
  apply: source =>
    [sharedCaches, plainCharacters, rowsOfText].reduce(
      (changed, change) => change(changed),
      `import { isPlain } from '${file('../../src/terminal/plain-text.ts')}';
import { remembered } from '${file('runtime/remembered.ts')}';
import { RowsOfText } from '${file('runtime/rows-of-text.ts')}';
${source}`,
    ),
};

const sharedCaches = source =>
  replaceOnly(
    replaceOnly(
      source,
      /^ {4}caches = new OutputCaches\(\);$/m,
      // What is on the screen is a few hundred lines, each taken apart into objects of some ten kilobytes: a screen that
      // shows ever new ones must not keep many that are gone.
      () => '    caches = sharedCaches = sharedCaches.styledChars.size > 600 ? new OutputCaches() : sharedCaches;',
    ),
    /^export default class Output \{$/m,
    () => `let sharedCaches = new OutputCaches();
const normal = remembered(text => styledCharsToString(styledCharsFromTokens(tokenize(text))).trimEnd());
const blank = () => ({ type: 'char', value: ' ', fullWidth: false, styles: [] });
export default class Output {`,
  );

const plainCharacters = source =>
  replaceOnly(
    source,
    /\.filter\(character => !(\/\^\\p\{Default_Ignorable_Code_Point\}\+\$\/u)\.test\(character\.value\)\)/,
    (_, ignorable = '') => `.filter(character => isPlain(character.value) || !${ignorable}.test(character.value))`,
  );

const rowsOfText = source =>
  [
    [
      /^ {8}const \{ text, transformers \} = operation;$/m,
      '        if (output.takes(operation, clip)) return;\n        const { text, transformers } = operation;',
    ],
    [/output\[y \+ index\]/, 'output.cells(y + index)'],
    [
      /^ {8}const output = \[\];\n.+?^ {8}\}\n(?= {8}const clips)/ms,
      `        const { width, height } = this;
        const write = (operation, clip) => this.applyWriteOperation(output, operation, clip);
        const output = new RowsOfText({ width, height, blankCell: blank, write, normal });
`,
    ],
    [/= output\n {12}\.map\(/, '= output.lines('],
    [/output\.length/, 'this.height'],
  ].reduce((changed, [pattern, replacement]) => replaceOnly(changed, pattern, () => replacement), source);
