import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

interface LockedPackage {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: true;
  readonly hasInstallScript?: true;
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(`${root}/${path}`, 'utf8'));

// npm wrote the file, in its own format.
const lock = readJson('package-lock.json') as { readonly packages: Readonly<Record<string, LockedPackage>> };
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');
const nameOf = (path: string): string => path.replace(/^.*node_modules\//, '');
const shipped = locked.filter(([, { dev }]) => dev !== true);

/** Whoever adds a package that runs where production's credentials are adds it here, and says by that that it was looked at. */
const trusted: readonly RegExp[] = [
  /^@aws-sdk\/(client-|credential-provider|core$|nested-clients$|token-providers$|types$|xml-builder$|middleware-sdk-|signature-v4-multi-region$)/,
  /^@aws\/lambda-invoke-store$/,
  /^@smithy\/(core|credential-provider-imds|fetch-http-handler|middleware-compression|node-http-handler|signature-v4|types)$/,
  /^(bowser|tslib|fflate)$/,
  /^(ink|ink-select-input|ink-spinner|react|react-reconciler|scheduler|yoga-layout|@types\/react|csstype)$/,
  // What Ink is made of
  /^(@alcalzone\/ansi-tokenize|ansi-escapes|ansi-regex|ansi-styles|auto-bind|chalk|cli-boxes|cli-cursor|cli-spinners)$/,
  /^(cli-truncate|code-excerpt|convert-to-spaces|environment|es-toolkit|escape-string-regexp|figures)$/,
  /^(get-east-asian-width|indent-string|is-fullwidth-code-point|is-in-ci|is-unicode-supported|mimic-fn|onetime)$/,
  /^(patch-console|quick-lru|restore-cursor|signal-exit|slice-ansi|stack-utils|string-width|strip-ansi|tagged-tag)$/,
  /^(terminal-size|to-rotated|type-fest|widest-line|wrap-ansi)$/,
  /^(asciichart|commander|zod)$/,
  // The Node of a checkout; the published package does not carry it.
  /^node-linux-(x64|arm64)$/,
];

describe('what is installed with the program', () => {
  it('R5: runs no script at installation', () => {
    expect(shipped.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
  });

  it('R5: is locked by a hash, package by package, those for development too', () => {
    expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
    expect(locked.flatMap(([, { resolved }]) => resolved ?? []).filter(url => !url.startsWith('https://'))).toEqual([]);
  });

  it('R5: is on the list of what was looked at', () => {
    const unknown = shipped.map(([path]) => nameOf(path)).filter(name => !trusted.some(each => each.test(name)));
    expect(unknown).toEqual([]);
  });

  it('R5: is pinned exactly', () => {
    // Ours, and checked by npm.
    const { dependencies, devDependencies } = readJson('package.json') as Readonly<
      Record<string, Record<string, string>>
    >;
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});

describe('what the program is made of', () => {
  it('F1: has no YAML parser in it', { timeout: 120_000 }, async () => {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: ['src/cli.ts'],
      outdir: 'unused',
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      external: ['react-devtools-core'],
      write: false,
      metafile: true,
      logLevel: 'silent',
    });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.length).toBeGreaterThan(500);
    expect(inputs.filter(path => /ya?ml|json5|\btoml\b/i.test(path))).toEqual([]);
    expect(shipped.map(([path]) => nameOf(path)).filter(name => /ya?ml/i.test(name))).toEqual([]);
  });

  it('makes no code of text', () => {
    const making = /\beval\(|new Function\(|node:vm/;
    const makers = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter(path =>
      making.test(readFileSync(`${root}/${path}`, 'utf8')),
    );
    expect(makers).toEqual([]);
  });

  it('trusts no certificate that the machine does not trust', () => {
    const sources = globSync('src/**/*.{ts,tsx}', { cwd: root });
    const switchedOff = /rejectUnauthorized(?!: true)|checkServerIdentity|NODE_TLS_REJECT_UNAUTHORIZED['"]\]\s*=[^=]/;
    expect(sources.filter(path => switchedOff.test(readFileSync(`${root}/${path}`, 'utf8')))).toEqual([]);
  });
});
