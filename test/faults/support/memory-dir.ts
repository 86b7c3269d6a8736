import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** In memory where the system has such a place: thousands of journals are synced there, and none has to outlive the test. */
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** An empty directory of the present test, removed when the test is over. */
export function memoryDir(): string {
  const path = mkdtempSync(join(place, 'headroom-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
