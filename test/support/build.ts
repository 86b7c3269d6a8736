import { execFileSync } from 'node:child_process';

/** Builds the program once before the tests, so that end-to-end tests drive what a user would run. */
export function setup(): void {
  execFileSync(process.execPath, ['scripts/build.mjs', '--quiet'], { stdio: 'inherit' });
}
