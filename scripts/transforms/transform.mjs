import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * @typedef {object} Transform What is done to one file of a dependency while it is bundled.
 * @property {string} package
 * @property {string} version The one that it was written for; with any other the build ends.
 * @property {string} file Inside the package.
 * @property {string} why What it saves, and how much.
 * @property {(source: string) => string} apply
 */

/**
 * Replaces the only place that matches. More or fewer than one end the build: the dependency is not what it was.
 * @param {string} source
 * @param {RegExp} pattern
 * @param {(...match: string[]) => string} replacement
 */
export function replaceOnly(source, pattern, replacement) {
  const found = [...source.matchAll(new RegExp(pattern, `${pattern.flags.replace('g', '')}g`))];
  if (found.length !== 1) throw new Error(`${pattern} matches ${found.length} places, and there must be one`);
  return source.replace(pattern, replacement);
}

/**
 * Applies the transforms while esbuild loads their files. A pattern that does not match ends the build, and where all are
 * expected, so does a transform whose file, in that version, is not in the bundle.
 * @param {readonly Transform[]} transforms
 * @param {{ expectAll: boolean }} options
 * @returns {import('esbuild').Plugin}
 */
export const applied = (transforms, { expectAll }) => ({
  name: 'transforms',
  setup({ onLoad, onStart, onEnd }) {
    const unused = new Set(transforms);
    onStart(() => {
      for (const transform of transforms) unused.add(transform);
    });
    for (const transform of transforms) {
      const { file, version, apply } = transform;
      const ending = new RegExp(`/node_modules/${transform.package}/${file}$`.replaceAll('.', '\\.'));
      onLoad({ filter: ending }, async ({ path }) => {
        const directory = path.slice(0, -file.length);
        const manifest = JSON.parse(await readFile(join(directory, 'package.json'), 'utf8'));
        // Other packages may bring another version of it along, for which this was not made.
        if (manifest.version !== version) return undefined;
        unused.delete(transform);
        return { contents: apply(await readFile(path, 'utf8')), loader: 'js' };
      });
    }
    onEnd(() => {
      if (!expectAll || unused.size === 0) return undefined;
      const names = [...unused].map(({ version, file, ...unfound }) => `${unfound.package} ${version}, ${file}`);
      return { errors: [{ text: `No file to transform: ${names.join('; ')}. See scripts/transforms.` }] };
    });
  },
});
