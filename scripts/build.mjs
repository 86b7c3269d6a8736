// Bundles the program into dist/: one entry, AWS clients and screens in chunks that load when they are first needed.
import { chmod, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const quiet = process.argv.includes('--quiet');

await rm(`${root}/dist`, { recursive: true, force: true });
const result = await build({
  absWorkingDir: root,
  entryPoints: { headroom: 'src/cli.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  // A machine that skips optional packages runs this on its own Node; the syntax must not be what stops it.
  target: 'node20',
  minify: true,
  keepNames: false,
  jsx: 'automatic',
  mainFields: ['module', 'main'],
  chunkNames: 'chunks/[name]-[hash]',
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
  // Ink loads its devtools only when DEV is "true"; the package is a development tool that nobody installs.
  external: ['react-devtools-core'],
  // The SDK still carries CommonJS leftovers that call require().
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
  },
  metafile: true,
  logLevel: 'warning',
});

await chmod(`${root}/dist/headroom.js`, 0o755);

if (!quiet) {
  for (const [path, output] of Object.entries(result.metafile.outputs)) {
    console.log(`${String(Math.ceil(output.bytes / 1024)).padStart(6)} KB  ${path}`);
  }
}
