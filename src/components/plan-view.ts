import { awsCommand } from '../domain/aws-cli.ts';
import type { Plan, Prediction, Step } from '../domain/plan.ts';
import { unmovedWords } from '../domain/prediction-words.ts';
import type { Deviation } from '../domain/procedure.ts';
import { findService, type Snapshot } from '../domain/snapshot.ts';
import { warmUpWords } from '../domain/warm-up-words.ts';
import { costWords, duration } from '../terminal/format.ts';
import { blank, cell, type Line, span } from '../terminal/line.ts';
import { textWidth } from '../terminal/text-width.ts';
import { statusSigns } from '../terminal/theme.ts';
import { boundsLines } from './bounds-lines.ts';
import { applySteps, changeTable, netChanges } from './change-table.ts';
import { commandLines } from './command-lines.ts';
import { besideLabel, labelled, sentence, signed } from './labelled.ts';
import { undoWords } from './undo-words.ts';

export interface PlanViewProps {
  readonly plan: Plan;
  readonly snapshot: Snapshot | undefined;
  readonly deviations: readonly Deviation[];
  /** The choices that the plan was made with: "How: keep them there with MinCapacity". */
  readonly options: readonly string[];
}

/** Lines of changes that still leave what has to be decided on the first page of a small terminal. */
const mostChangeLines = 12;

/** The whole plan as lines of `width` cells, the weightiest first; the caller scrolls. */
export function planLines({ plan, snapshot, deviations, options }: PlanViewProps, width: number): readonly Line[] {
  const room = besideLabel(width);
  const changes = netChanges(applySteps(plan));
  const inFull = changeTable(changes, room);
  // A dozen alarms would push everything else from the first page: there they are named, and described at their steps.
  const brief = inFull.length > mostChangeLines;
  const bounds = plan.services.flatMap(key => {
    const service = snapshot && findService(snapshot, key);
    return service === undefined ? [] : boundsLines(service, changes);
  });
  return [
    ...sentence(plan.summary, width - 2, 'strong').map((line): Line => [span(' '), ...line]),
    blank,
    ...labelled('Changes', brief ? changeTable(changes, room, { brief }) : inFull),
    ...labelled('Bounds', bounds),
    ...labelled(
      'Decide on',
      plan.warnings.flatMap(warning => signed([span(statusSigns.warning.sign, 'warning')], warning, room)),
    ),
    ...labelled('Expect', predictionLines(plan.predictions)),
    ...labelled('Cost', plan.cost === null ? [] : sentence(costWords(plan.cost), room)),
    ...labelled(
      'Options',
      options.flatMap(option => sentence(option, room)),
    ),
    ...labelled('Confirm', confirmLines(plan, room)),
    ...labelled('Undo', sentence(undoWords(plan), room)),
    blank,
    ...labelled(
      'Steps',
      plan.steps.flatMap((step, index) => stepPlanLines(step, { number: index + 1, plan, room, described: brief })),
    ),
    ...(deviations.length > 0 ? [blank] : []),
    ...labelled(
      'Runbook',
      deviations.flatMap(deviation => deviationLines(deviation, room)),
    ),
  ];
}

function predictionLines(predictions: readonly Prediction[]): readonly Line[] {
  const widest = Math.max(0, ...predictions.map(({ label }) => textWidth(label)));
  return predictions.map((prediction): Line => {
    const { label, before, after, note } = prediction;
    const unmoved = unmovedWords(prediction);
    const aside = span(note === undefined ? '' : `   ${note}`, 'muted');
    // What stays as it is needs no eye.
    if (unmoved !== undefined) return [cell(label, widest + 2, 'muted'), span(unmoved, 'muted'), aside];
    return [cell(label, widest + 2), span(before), span(' → ', 'muted'), span(after, 'strong'), aside];
  });
}

function confirmLines(plan: Plan, room: number): readonly Line[] {
  return plan.steps.flatMap(step => {
    if (step.kind !== 'confirm') return [];
    const { grade, phrase, because } = step.ask;
    const why = because.length === 0 ? '' : `, because: ${because.join('; ')}`;
    return sentence(grade === 'press' ? `One key${why}.` : `Asks you to type ${phrase}${why}.`, room);
  });
}

interface StepRoom {
  readonly number: number;
  readonly plan: Plan;
  readonly room: number;
  /** With what it changes, because the top of the plan only names it. */
  readonly described: boolean;
}

function stepPlanLines(step: Step, { number, plan, room, described }: StepRoom): readonly Line[] {
  const title = (text: string): readonly Line[] => signed([span(String(number), 'muted')], text, room);
  switch (step.kind) {
    case 'check':
      return title(`Check: ${step.title}${step.onFailure === 'warn' ? ' (a warning only)' : ''}`);
    case 'confirm':
      return title('Ask you to confirm');
    case 'apply':
      return [
        ...title(step.title),
        ...[
          ...(described ? changeTable(netChanges([step]), room - 4) : []),
          ...commandLines(awsCommand(step.effect, plan.session), room - 4),
        ].map((line): Line => [span('    '), ...line]),
      ];
    case 'warm-up':
      return [
        ...title(step.title),
        ...sentence(warmUpWords(step), room - 4, 'muted').map((line): Line => [span('    '), ...line]),
      ];
    case 'hold':
      // A title that says how long needs no second saying.
      return title(step.title.includes(duration(step.forMs)) ? step.title : `${step.title} (${duration(step.forMs)})`);
  }
}

/** In short: what it says and what is done instead. The reasons are in the documentation of the procedure. */
const deviationLines = ({ runbookSays, weDo }: Deviation, room: number): readonly Line[] => [
  ...sentence(runbookSays, room, 'muted'),
  ...signed([span('→', 'accent')], weDo, room),
];
