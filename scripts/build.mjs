// Bundles the program into dist/.
import { chmod, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';
import { transforms } from './transforms/index.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

await rm(`${root}/dist`, { recursive: true, force: true });
const outputs = await bundle({ outdir: 'dist', transforms });
await chmod(`${root}/dist/headroom.js`, 0o755);

if (!process.argv.includes('--quiet')) {
  for (const [path, { bytes }] of Object.entries(outputs)) {
    console.log(`${String(Math.ceil(bytes / 1024)).padStart(6)} KB  ${path}`);
  }
}
