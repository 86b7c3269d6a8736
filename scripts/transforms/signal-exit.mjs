import { replaceOnly } from './transform.mjs';

/** @type {import('./transform.mjs').Transform} */
export const signalExit = {
  package: 'signal-exit',
  version: '3.0.7',
  file: 'index.js',
  why: 'It loads node:assert, 8 ms, to check one argument.',
  apply: source =>
    replaceOnly(
      source,
      /var assert = require\('assert'\)/,
      () => 'var assert = { equal: (is, must, words) => { if (is !== must) throw new TypeError(words); } }',
    ),
};
