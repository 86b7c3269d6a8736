import { type ReactNode, useState } from 'react';
import { applySteps } from '../../components/change-table.ts';
import { fillLines, signed } from '../../components/labelled.ts';
import { panelTitle } from '../../components/panel-title.ts';
import { planLines } from '../../components/plan-view.ts';
import { Rows } from '../../components/row.tsx';
import { scrollPosition } from '../../components/scroll-position.ts';
import { awsCommand } from '../../domain/aws-cli.ts';
import type { Fault } from '../../domain/fault.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Deviation } from '../../domain/procedure.ts';
import { useSession } from '../../hooks/session-context.tsx';
import { useAppState, type Writes } from '../../hooks/use-app-state.ts';
import { useKeymap } from '../../hooks/use-keymap.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useScroll } from '../../hooks/use-scroll.ts';
import { age } from '../../terminal/format.ts';
import { type Line, span, spread } from '../../terminal/line.ts';

export interface PlanPageProps {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly plan: Plan;
  readonly deviations: readonly Deviation[];
  readonly options: readonly string[];
  /** Said above the foot when the page opens: "not confirmed, nothing was written". */
  readonly notice: string | undefined;
  readonly onConfirm: () => void;
  readonly onPlanAgain: () => void;
  readonly onOptions: (() => void) | undefined;
  readonly onChangeInput: (() => void) | undefined;
  readonly onBack: () => void;
}

/** Title and foot. */
const fixedLines = 2;

/** The plan to be read before anything starts, and the ways on from it. */
export function PlanPage(props: PlanPageProps): ReactNode {
  const { width, height, plan } = props;
  const { store, actions } = useSession();
  const snapshot = useAppState(state => state.snapshot);
  const writes = useAppState(state => state.writes);
  const now = useNow();
  const [notice, setNotice] = useState(props.notice);

  const lines = planLines({ ...props, snapshot }, width);
  // What is said takes its room from the window, so that every line of the plan can still be scrolled to.
  const said = notice === undefined ? [] : signed([span(' ▲', 'warning')], notice, width - 2, 'warning');
  const rows = height - fixedLines - said.length;
  const { top, handlers: scrolling } = useScroll({ count: lines.length, rows });

  const confirm = (): void => {
    // As it is at this moment: what was drawn last may be older than the key.
    const { writes: writesNow, link } = store.getSnapshot();
    if (writesNow.state === 'read-only' && !writesNow.canArm) setNotice(cannotWrite(writesNow.because));
    else if (link.state === 'failing') setNotice(noAnswer(link.fault));
    else props.onConfirm();
  };
  const commands = applySteps(plan).map(({ effect }) => awsCommand(effect, plan.session));
  const copy = (): void => {
    actions.copy(commands.join('\n'));
    setNotice(
      `${commands.length === 1 ? 'The aws command was' : `${commands.length} aws commands were`} handed to the clipboard of your terminal. They go around every check of this plan.`,
    );
  };
  useKeymap(['plan', 'wizard', 'list'], {
    'to-confirmation': confirm,
    'enter-on-plan': () => setNotice('Enter goes nowhere, so that a held key cannot skip the plan: press c.'),
    'plan-again': props.onPlanAgain,
    ...(props.onOptions && { options: props.onOptions }),
    ...(props.onChangeInput ? { 'change-input': props.onChangeInput } : { 'previous-page': props.onBack }),
    ...(commands.length > 0 && { 'copy-commands': copy }),
    ...scrolling,
  });

  return (
    <Rows
      lines={[
        panelTitle(`${props.title}: the plan`, width, [span(`planned ${age(now - plan.madeAt)} ago`, 'muted')]),
        ...fillLines(lines.slice(top, top + rows), rows),
        ...said,
        spread(goOn(writes), scrollPosition({ top, rows, count: lines.length }), width),
      ]}
    />
  );
}

const noAnswer = ({ because, nextStep }: Fault): string =>
  `AWS does not answer, so nothing can be started: ${because}. ${nextStep}`;

const cannotWrite = (because: string): string =>
  `This session only reads: ${because}. Run the aws commands of the plan elsewhere, or start headroom again where it may write.`;

function goOn(writes: Writes): Line {
  if (writes.state === 'armed') return [span(' c', 'accent'), span(' goes on to the confirmation')];
  return writes.canArm
    ? [span(' c', 'accent'), span(' arms writing first, then asks you to confirm')]
    : [span(' read-only: this plan can be read, not run', 'muted')];
}
