import { awsCommand } from '../../domain/aws-cli.ts';
import { changeWords } from '../../domain/fact-words.ts';
import type { Plan, Step } from '../../domain/plan.ts';
import { unmovedWords } from '../../domain/prediction-words.ts';
import { warmUpWords } from '../../domain/warm-up-words.ts';
import { costWords } from '../../terminal/format.ts';
import { wrapped } from './wrapped.ts';

/** The plan as plain lines: what `headroom plan` prints, and what a run prints before it asks. */
export function planText(plan: Plan): string {
  const { session } = plan;
  const lines = [
    ...wrapped('', plan.summary),
    `  in ${session.environment} · account ${session.accountId} · ${session.region}${session.simulated ? ' · SIMULATED' : ''}`,
  ];
  if (plan.warnings.length > 0)
    lines.push('', 'Decide on', ...plan.warnings.flatMap(warning => wrapped('  ! ', warning)));
  if (plan.predictions.length > 0 || plan.cost !== null) {
    lines.push('', 'Expect');
    const width = Math.max(4, ...plan.predictions.map(({ label }) => label.length));
    for (const prediction of plan.predictions) {
      const { label, before, after, note } = prediction;
      const moves = unmovedWords(prediction) ?? `${before} → ${after}`;
      lines.push(...wrapped(`  ${label.padEnd(width)}  `, `${moves}${note === undefined ? '' : ` (${note})`}`));
    }
    if (plan.cost !== null) {
      lines.push(...wrapped(`  ${'Cost'.padEnd(width)}  `, costWords(plan.cost)));
    }
  }
  lines.push('', 'Steps', ...plan.steps.flatMap((step, index) => stepLines(step, index + 1, plan)));
  return `${lines.join('\n')}\n`;
}

function stepLines(step: Step, number: number, plan: Plan): readonly string[] {
  const head = `  ${String(number).padStart(2)}. ${step.title}`;
  switch (step.kind) {
    case 'check':
      return [step.onFailure === 'warn' ? `${head} (a warning only)` : head];
    case 'confirm':
      return [
        head,
        ...wrapped('        ', step.ask.consequence),
        `        answered by ${step.ask.grade === 'press' ? '--yes' : `--confirm ${step.ask.phrase}`}`,
      ];
    case 'apply':
      return [
        head,
        // A title that is its changes needs no second saying.
        ...step.changes
          .map(changeWords)
          .filter(change => !step.title.includes(change))
          .flatMap(change => wrapped('        ', change)),
        `        ${awsCommand(step.effect, plan.session)}`,
      ];
    case 'hold':
      return [head];
    case 'warm-up':
      return [head, ...wrapped('        ', warmUpWords(step))];
  }
}
