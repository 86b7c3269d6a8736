import type { UnfinishedRun } from '../../hooks/use-app-state.ts';
import { keyLabel } from '../../terminal/key-name.ts';
import { type KeyId, keymap } from '../../terminal/keymap.ts';
import { type Line, span } from '../../terminal/line.ts';
import { truncateWords } from '../../terminal/text-width.ts';
import { statusSigns } from '../../terminal/theme.ts';

const keyOf = (id: KeyId): string => keyLabel(keymap.find(binding => binding.id === id)?.keys[0] ?? '');

/** A run that an earlier session left behind, in one line above everything else, with the keys that go on with it. */
export function unfinishedLine({ runId, says }: UnfinishedRun, width: number): Line {
  const way = `; ${keyOf('history')} then ${keyOf('resume-recorded-run')} resumes it`;
  const { sign, tone } = statusSigns.warning;
  const room = width - sign.length - 3 - way.length;
  return [
    span(` ${sign} `, tone),
    span(truncateWords(`run ${runId} unfinished ${says}`, room), tone),
    span(way, 'text'),
  ];
}
