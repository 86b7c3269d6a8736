import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const [, major, minor] = /^>=(\d+)\.(\d+)$/.exec(engines.node) ?? [];
if (major === undefined) throw new Error(`engines.node is ${engines.node}, and not like >=22.12`);

/**
 * Puts before everything else, in words that every Node knows, what is said by one that is too old.
 * @param {string} code With or without a first line for the shell.
 */
export const withNodeCheck = code => code.replace(/^(#!.*\n)?/, `$1${check}\n`);

const check = `{
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < ${major} || (major === ${major} && minor < ${minor})) {
process.stderr.write('headroom: this is Node.js ' + process.versions.node + ', and headroom needs ${major}.${minor} or newer.\\n  Next: install it from https://nodejs.org, or install headroom again without --omit=optional.\\n');
process.exit(2);
}
}`;
