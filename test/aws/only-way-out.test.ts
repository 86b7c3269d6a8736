import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../../src/', import.meta.url));
const product = globSync('**/*.{ts,tsx}', { cwd: src })
  .filter(path => !path.startsWith('sim/'))
  .map(path => ({ path, code: readFileSync(`${src}${path}`, 'utf8') }));

/** Files with an import that matches and that is more than a type. */
const importers = (module: RegExp): readonly string[] =>
  product
    .filter(({ code }) =>
      [...code.matchAll(/^import (?!type )[^;]*? from '([^']+)'|import\('([^']+)'\)/gm)].some(([, from, loaded]) =>
        module.test(from ?? loaded ?? ''),
      ),
    )
    .map(({ path }) => path)
    .toSorted();

describe('the gateway is the only way out to AWS', () => {
  it('an SDK client is only in the files of aws/clients', () => {
    const files = importers(/^@aws-sdk\/client-/);
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter(path => !path.startsWith('aws/clients/'))).toEqual([]);
  });

  it('those are opened by aws/clients.ts, and that by aws/sdk.ts alone', () => {
    expect(importers(/\/clients\/[\w-]+\.ts$/)).toEqual(['aws/clients.ts']);
    expect(importers(/\/clients\.ts$/)).toEqual(['aws/sdk.ts']);
  });
});
