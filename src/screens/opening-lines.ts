import { statusSign } from '../components/status-sign.ts';
import { blank, fitLine, type Line, span } from '../terminal/line.ts';
import { isTooSmall, tooSmallLines } from './too-small.ts';

export const programName = span(' headroom  ', 'strong');

export const connecting: Line = [statusSign('pending'), span(' connecting to AWS', 'muted')];

export const connectingWords: Line = [
  span(' '),
  statusSign('pending'),
  span(' Connecting to AWS: who we are, and which services there are.', 'muted'),
];

/**
 * What is on the screen before the program that draws it is loaded: of the first frame whatever is certain without it.
 * Nothing here may stand elsewhere, or read otherwise, a moment later.
 */
export function openingLines(width: number, height: number): readonly Line[] {
  if (isTooSmall(width, height)) return tooSmallLines(width, height);
  return [[programName], [span(' '), ...connecting], blank, connectingWords].map(line => fitLine(line, width));
}
