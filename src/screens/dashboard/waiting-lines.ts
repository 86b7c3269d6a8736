import { statusSign } from '../../components/status-sign.ts';
import type { Link } from '../../hooks/use-app-state.ts';
import { blank, fitLine, type Line, span } from '../../terminal/line.ts';
import { wrapWords } from '../../terminal/text-width.ts';
import { connectingWords } from '../opening-lines.ts';

/** Instead of services, while AWS has not told anything yet: what is happening, or why it is not, and what to do. */
export function waitingLines(
  link: Link,
  { width, height }: { readonly width: number; readonly height: number },
): readonly Line[] {
  const room = width - 4;
  const said: readonly Line[] =
    link.state === 'failing'
      ? [
          [span(' '), statusSign('alarm'), span(' Not connected to AWS', 'strong')],
          blank,
          ...wrapWords(link.fault.because, room).map(text => [span(`   ${text}`)]),
          ...wrapWords(link.fault.nextStep, room).map(text => [span(`   ${text}`, 'accent')]),
          blank,
          [span('   It is tried again by itself; ', 'muted'), span('r', 'accent'), span(' tries at once.', 'muted')],
        ]
      : [connectingWords];
  const lines = [blank, ...said];
  return Array.from({ length: height }, (_, y) => fitLine(lines[y] ?? blank, width));
}
