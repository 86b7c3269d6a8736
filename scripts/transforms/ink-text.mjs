import { fileURLToPath } from 'node:url';
import { replaceOnly } from './transform.mjs';

const remembered = fileURLToPath(new URL('runtime/remembered.ts', import.meta.url));

/** @type {import('./transform.mjs').Transform} */
export const inkText = {
  package: 'ink',
  version: '8.0.0',
  file: 'build/squash-text-nodes.js',
  why: 'Every frame looks through every text for control sequences, and once more where it is measured: a tenth of what a frame costs.',
  apply: source =>
    replaceOnly(
      source,
      /^import sanitizeAnsi from '(.+)';$/m,
      (_, path = '') => `import { remembered } from '${remembered}';
import sanitized from '${path}';
const sanitizeAnsi = remembered(sanitized);`,
    ),
};
