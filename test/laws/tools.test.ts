import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);

/** What a tool has to complain about; empty when it is content. */
async function complaints(command: string, args: readonly string[]): Promise<string> {
  try {
    await run(`node_modules/.bin/${command}`, args, { maxBuffer: 64 * 1024 * 1024 });
    return '';
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && 'stderr' in error) return `${error.stdout}${error.stderr}`;
    throw error;
  }
}

describe('the tools are content with the whole tree', () => {
  it('types', async () => {
    expect(await complaints('tsc', ['--noEmit'])).toBe('');
  }, 120_000);

  it('format and lint, the rooms without clock and randomness included', async () => {
    expect(await complaints('biome', ['check', '--error-on-warnings', '.'])).toBe('');
  }, 120_000);

  it('import directions between the rooms', async () => {
    expect(await complaints('depcruise', ['--config', '.dependency-cruiser.mjs', 'src', 'test'])).toBe('');
  }, 120_000);

  it('no dead exports, files or dependencies', async () => {
    expect(await complaints('knip', [])).toBe('');
  }, 120_000);
});
