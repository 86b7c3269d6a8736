import { fitLine, type Line, lineWidth, span } from '../terminal/line.ts';

/** `── Title ──────────── note ──`: the line above a panel, exactly `width` cells. */
export function panelTitle(title: string, width: number, note: Line = []): Line {
  const left: Line = [span('── ', 'muted'), span(title, 'strong'), span(' ', 'muted')];
  const right: Line = note.length === 0 ? [] : [span(' '), ...note, span(' ──', 'muted')];
  const room = width - lineWidth(left) - lineWidth(right);
  if (room >= 2) return [...left, span('─'.repeat(room), 'muted'), ...right];
  const plain = width - lineWidth(left);
  return fitLine([...left, span('─'.repeat(Math.max(0, plain)), 'muted')], width);
}
