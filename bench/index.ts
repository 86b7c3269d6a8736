import type { Bench } from './figure.ts';

/** Every subject, by the name that the command line knows it by, in the order of the table. */
export const benches: Readonly<Record<string, Bench>> = {};
