import { bytes } from './bytes.ts';
import type { Bench } from './figure.ts';
import { keys } from './keys.ts';
import { load } from './load.ts';
import { requests } from './requests.ts';
import { scale } from './scale.ts';
import { start } from './start.ts';

/** Every subject, by the name that the command line knows it by, in the order of the table. */
export const benches: Readonly<Record<string, Bench>> = { start, bytes, keys, load, scale, requests };
