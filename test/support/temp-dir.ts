import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty directory of the present test, removed when the test is over. */
export function tempDir(): string {
  const path = mkdtempSync(join(tmpdir(), 'headroom-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
