import type { ReactNode } from 'react';
import { besideLabel, fillLines, labelled, sentence, signed } from '../../components/labelled.ts';
import { panelTitle } from '../../components/panel-title.ts';
import { Rows } from '../../components/row.tsx';
import { useKeymap } from '../../hooks/use-keymap.ts';
import { blank, type Line, span } from '../../terminal/line.ts';
import { type Status, statusSigns } from '../../terminal/theme.ts';

export interface Message {
  readonly status: Status;
  readonly heading: string;
  readonly says: readonly string[];
  readonly nextStep: string;
}

export interface MessagePageProps {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly message: Message;
  readonly onPlanAgain: (() => void) | undefined;
  readonly onOptions: (() => void) | undefined;
  readonly onChangeInput: (() => void) | undefined;
  readonly onBack: () => void;
  /** Where somebody else's run stands in the way. */
  readonly onWatch?: (() => void) | undefined;
}

/** Why there is no plan, and the ways on. */
export function MessagePage({ width, height, title, message, ...ways }: MessagePageProps): ReactNode {
  useKeymap(['plan', 'wizard'], {
    ...(ways.onPlanAgain && { 'plan-again': ways.onPlanAgain }),
    ...(ways.onWatch && { 'watch-other-run': ways.onWatch }),
    ...(ways.onOptions && { options: ways.onOptions }),
    ...(ways.onChangeInput ? { 'change-input': ways.onChangeInput } : { 'previous-page': ways.onBack }),
  });
  const { sign, tone } = statusSigns[message.status];
  return (
    <Rows
      lines={fillLines(
        [
          panelTitle(title, width),
          blank,
          [span(` ${message.heading}`, 'strong')],
          blank,
          ...message.says.flatMap(says =>
            signed([span(sign, tone)], says, width - 4).map((line): Line => [span('  '), ...line]),
          ),
          blank,
          ...labelled('Next', sentence(message.nextStep, besideLabel(width))),
        ],
        height,
      )}
    />
  );
}
