import { inkOutput } from './ink-output.mjs';
import { inkText } from './ink-text.mjs';
import { segmenters } from './segmenters.mjs';
import { signalExit } from './signal-exit.mjs';
import { stringWidths } from './string-width.mjs';
import { yogaWasm } from './yoga-wasm.mjs';

/** Everything that is done to dependencies while they are bundled. See docs/decisions/0020. */
export const transforms = [yogaWasm, ...stringWidths, ...segmenters, inkOutput, inkText, signalExit];
