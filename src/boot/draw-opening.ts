import { openingLines } from '../screens/opening-lines.ts';
import { painter } from '../terminal/line.ts';

interface Surface {
  readonly columns: number;
  readonly rows: number;
  write(text: string): unknown;
}

const enterFullScreen = '\u001b[?1049h\u001b[H';
const hideCursor = '\u001b[?25l';

/**
 * Takes the full screen and draws what is certain of the first frame, in one write. The renderer draws over it, cell by
 * cell, as soon as it is loaded.
 */
export function drawOpening(surface: Surface, { colour }: { readonly colour: boolean }): void {
  const lines = openingLines(surface.columns, surface.rows);
  const paint = painter({ colour });
  // Until keys are read, the terminal itself echoes them where the cursor is: in the empty part below, and not in words.
  const echo = lines.length < surface.rows ? '\n' : '';
  surface.write(enterFullScreen + hideCursor + lines.map(line => paint(line).trimEnd()).join('\n') + echo);
}
