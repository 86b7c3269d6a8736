import { createRequire } from 'node:module';

// A CommonJS module whose names Node does not see; the benches are run by Node itself, and the tests by vitest.
const headless = createRequire(import.meta.url)('@xterm/headless') as typeof import('@xterm/headless');

/** A terminal's emulator without a screen: what a terminal would show of the bytes that it is given. */
export const { Terminal } = headless;
export type Emulator = InstanceType<typeof Terminal>;
