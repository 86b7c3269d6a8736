import { panelTitle } from '../../components/panel-title.ts';
import { keyLabel } from '../../terminal/key-name.ts';
import type { KeyBinding } from '../../terminal/keymap.ts';
import { cell, type Line, lineWidth, span } from '../../terminal/line.ts';
import { wrapWords } from '../../terminal/text-width.ts';
import { type Status, statusSigns } from '../../terminal/theme.ts';

/** `backspace delete` and a blank. */
const keysWidth = 17;

/** The keys of the screen below, then moving about, then the keys that work everywhere, then what the signs mean. */
export function helpLines(bindings: readonly KeyBinding[], width: number): readonly Line[] {
  const global = bindings.filter(({ context }) => context === 'global');
  const moves = bindings.filter(({ context }) => context === 'list');
  const here = bindings.filter(({ context }) => context !== 'global' && context !== 'list');
  return [
    ...(here.length > 0
      ? [panelTitle('Keys of this screen', width), ...here.flatMap(each => sentences(each, width))]
      : []),
    ...(moves.length > 0 ? [panelTitle('Moving', width), ...flow(moves.map(short), width)] : []),
    panelTitle('Everywhere', width),
    ...global.flatMap(each => sentences(each, width)),
    panelTitle('Signs', width),
    ...flow(legend, width),
  ];
}

const sentences = ({ keys, help }: KeyBinding, width: number): readonly Line[] =>
  wrapWords(help, width - keysWidth - 2).map((words, index) => [
    span(' '),
    cell(index === 0 ? keys.map(keyLabel).join(' ') : '', keysWidth, 'accent'),
    span(words),
  ]);

const short = ({ keys, words }: KeyBinding): Line => [
  span(keys.map(keyLabel).join(' '), 'accent'),
  span(` ${words}`, 'muted'),
];

const sign = (status: Status, words: string): Line => [
  span(statusSigns[status].sign, statusSigns[status].tone),
  span(` ${words}`, 'muted'),
];

const legend: readonly Line[] = [
  sign('alarm', 'alarm'),
  sign('warning', 'warning'),
  sign('unknown', 'not known, or old'),
  sign('pending', 'not read yet'),
  [span('– none', 'muted')],
  [span('· no data there', 'muted')],
  [span('times are UTC', 'muted')],
];

/** One after the other, in as few lines as they need. */
function flow(parts: readonly Line[], width: number): readonly Line[] {
  const lines: Line[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && lineWidth(last) + 3 + lineWidth(part) <= width - 1) {
      lines[lines.length - 1] = [...last, span('   '), ...part];
    } else {
      lines.push([span(' '), ...part]);
    }
  }
  return lines;
}
