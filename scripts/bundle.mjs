// What is bundled, and how: the start of the program on its own, and the rest of it in chunks that load when they are
// first needed.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { modulesOfCommonJs } from './modules-of-commonjs.mjs';
import { withNodeCheck } from './node-check.mjs';
import { requiredBuiltins } from './required-builtins.mjs';
import { applied } from './transforms/transform.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The two ways on from the start, by their names in dist/. */
const parts = { 'open-dashboard': 'src/commands/open-dashboard.ts', program: 'src/commands/program.ts' };

/**
 * @param {{ outdir: string, transforms: readonly import('./transforms/transform.mjs').Transform[] }} options
 * @returns what esbuild wrote, as its metafile has it.
 */
export async function bundle({ outdir, transforms }) {
  const common = {
    absWorkingDir: root,
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'node',
    // A Node that is too old must get as far as saying so.
    target: 'node20',
    minify: true,
    jsx: 'automatic',
    mainFields: ['module', 'main'],
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.DEV': '"false"',
      // What asks it for the browser has process.platform for Node, which would load its own for the question.
      'globalThis.navigator': 'undefined',
    },
    // Ink loads its devtools only when DEV is "true"; the package is a development tool that nobody installs.
    external: ['react-devtools-core'],
    metafile: true,
    logLevel: 'warning',
  };
  // In one file, with its own copy of the little that it shares with the rest: each file more would cost every start.
  const start = await build({
    ...common,
    entryPoints: { headroom: 'src/cli.ts' },
    plugins: [versionOnly, partsStayOutside, requiredBuiltins, applied(transforms, { expectAll: false })],
  });
  const [first = ''] = Object.keys(start.metafile.outputs);
  await writeFile(`${root}${first}`, withNodeCheck(await readFile(`${root}${first}`, 'utf8')));
  const rest = await build({
    ...common,
    entryPoints: parts,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    // The SDK still carries CommonJS leftovers that call require().
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
    },
    plugins: [versionOnly, modulesOfCommonJs, requiredBuiltins, applied(transforms, { expectAll: true })],
  });
  return { ...start.metafile.outputs, ...rest.metafile.outputs };
}

/** Of the package's description the program has its version, and not the names of everything that it was made with. */
const versionOnly = {
  name: 'version-only',
  setup({ onLoad }) {
    onLoad({ filter: /^.*\/package\.json$/ }, async ({ path }) => {
      if (path !== `${root}package.json`) return undefined;
      const { version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/** The start refers to the parts as they lie in dist/. */
const partsStayOutside = {
  name: 'parts-stay-outside',
  setup({ onResolve }) {
    for (const [name, path] of Object.entries(parts)) {
      const file = path.slice(path.lastIndexOf('/'));
      onResolve({ filter: new RegExp(`${file.replaceAll('.', '\\.')}$`) }, ({ kind }) =>
        kind === 'dynamic-import' ? { path: `./${name}.js`, external: true } : undefined,
      );
    }
  },
};
