import type { Logger } from '@smithy/types';

/** Without a logger the SDK writes to the console, which is in the middle of a screen. */
export const silentLogger: Logger = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
