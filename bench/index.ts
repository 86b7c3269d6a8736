import type { Bench } from './figure.ts';
import { start } from './start.ts';

/** Every subject, by the name that the command line knows it by, in the order of the table. */
export const benches: Readonly<Record<string, Bench>> = { start };
