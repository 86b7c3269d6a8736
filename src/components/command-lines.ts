import { type Line, span } from '../terminal/line.ts';
import { textWidth } from '../terminal/text-width.ts';

/** A flag whose value does not fit beside it has it on the next line. */
const valueBelow = (part: string): readonly string[] => {
  const blank = part.indexOf(' ');
  return part.startsWith('--') && blank > 0 ? [part.slice(0, blank), `  ${part.slice(blank + 1)}`] : [part];
};

/** Words of a shell command; blanks inside quotes belong to their word. */
const shellWords = /(?:'[^']*'|\\.|[^\s'\\])+/g;

/**
 * A command on as many lines as it needs, broken before a flag with `\`, so that the lines together can be pasted into
 * a shell. A word that is wider than the screen keeps a line of its own and is cut at the edge by the terminal's width.
 */
export function commandLines(command: string, width: number): readonly Line[] {
  const parts: string[] = [];
  for (const word of command.match(shellWords) ?? []) {
    const last = parts.at(-1);
    const belongs = last !== undefined && !word.startsWith('--');
    if (belongs) parts[parts.length - 1] = `${last} ${word}`;
    else parts.push(word);
  }
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const isWide = textWidth(part) + 4 > width;
    if (last !== undefined && isWide) lines.push(...valueBelow(part).map(line => `  ${line}`));
    else if (last !== undefined && textWidth(last) + 1 + textWidth(part) + 2 <= width)
      lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(last === undefined ? part : `  ${part}`);
  }
  return lines.map((line, index) => [span(index < lines.length - 1 ? `${line} \\` : line, 'muted')]);
}
