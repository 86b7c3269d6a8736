import { readFile, writeFile } from 'node:fs/promises';
import { builtinModules, createRequire } from 'node:module';

const names = builtinModules.filter(name => !name.startsWith('_')).join('|');
const imports = new RegExp(`(?<=^|[;}])import\\s*([\\w$*{},\\s]+?)\\s*from\\s*"(?:node:)?(${names})";?`, 'gm');

/**
 * Takes Node's own modules as require() would, in place of `import`. For an import Node reads every property of the
 * module to make exports of them, and with `http.WebSocket` loads all of undici (40 ms), with `fs.promises` and
 * `process.stdin` what is behind those (8 ms each).
 * @type {import('esbuild').Plugin}
 */
export const requiredBuiltins = {
  name: 'required-builtins',
  setup({ onEnd }) {
    onEnd(async ({ metafile }) => {
      for (const path of Object.keys(metafile?.outputs ?? {})) {
        await writeFile(path, withRequiredBuiltins(await readFile(path, 'utf8')));
      }
    });
  },
};

/**
 * @param {string} code As esbuild prints it.
 */
export function withRequiredBuiltins(code) {
  /** @type {string[]} */
  const taken = [];
  const rest = code.replace(imports, (_, clause, name) => {
    taken.push(...bindings(clause).flatMap(binding => declarations(binding, name)));
    return '';
  });
  const [, hashbang = '', body = ''] =
    /^(#!.*\n)?([\s\S]*)$/.exec(
      rest.replaceAll('import("node:http")', 'Promise.resolve(process.getBuiltinModule("node:http"))'),
    ) ?? [];
  return taken.length === 0 ? hashbang + body : `${hashbang}const ${taken.join(',')};\n${body}`;
}

/**
 * What stands on the left of a declaration for an import's `x`, `* as x`, `{ a as b }`, or the first and one of the others.
 * @param {string} clause
 */
const bindings = clause => {
  const [, first, others] = /^([\w$]+)?\s*,?\s*([*{][\s\S]*)?$/.exec(clause) ?? [];
  const second = others?.startsWith('*')
    ? others.replace(/^\*\s*as\s*/, '')
    : others?.replace(/([\w$]+)\s+as\s+([\w$]+)/g, '$1:$2');
  return [first, second].filter(binding => binding !== undefined);
};

/** What costs some milliseconds to load, and is seldom needed before the first frame. */
const loadedLate = ['child_process', 'crypto', 'http', 'https', 'zlib'];

/**
 * @param {string} binding
 * @param {string} name
 */
function declarations(binding, name) {
  const whole = `process.getBuiltinModule("node:${name}")`;
  if (!loadedLate.includes(name) || !binding.startsWith('{')) return [`${binding}=${whole}`];
  return binding
    .slice(1, -1)
    .split(',')
    .map(each => {
      const [exported = '', local = exported] = each.trim().split(':');
      // A class or a constant is used in other ways than by a call.
      const isCalled = /^[a-z]/.test(exported) && typeof builtin(name)[exported] === 'function';
      return isCalled ? `${local}=(...given)=>${whole}.${exported}(...given)` : `{${exported}:${local}}=${whole}`;
    });
}

/** @type {(name: string) => Record<string, unknown>} */
const builtin = createRequire(import.meta.url);
