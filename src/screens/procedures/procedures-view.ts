import { panelTitle } from '../../components/panel-title.ts';
import type { Procedure } from '../../domain/procedure.ts';
import { blank, type Line, span } from '../../terminal/line.ts';
import { wrapWords } from '../../terminal/text-width.ts';
import type { Tone } from '../../terminal/theme.ts';

/** What a procedure is for, where it stands in the runbook, and where it does something else than the runbook says. */
export function procedureLines(procedure: Procedure, width: number): readonly Line[] {
  const paragraph = (text: string, tone: Tone, indent = 1): readonly Line[] =>
    wrapWords(text, width - indent - 1).map(words => [span(' '.repeat(indent) + words, tone)]);
  return [
    ...paragraph(procedure.summary, 'text'),
    ...paragraph(`Runbook: ${procedure.runbook.join('; ')}`, 'muted'),
    ...(procedure.deviations.length > 0 ? [blank, panelTitle('Other than the runbook', width)] : []),
    ...procedure.deviations.flatMap(({ runbookSays, weDo, because }) => [
      ...paragraph(`It says: ${runbookSays}`, 'muted'),
      ...paragraph(`Done here: ${weDo}`, 'text'),
      ...paragraph(`Because: ${because}`, 'muted', 3),
    ]),
  ];
}
