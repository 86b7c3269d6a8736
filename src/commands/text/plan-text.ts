import { awsCommand } from '../../domain/aws-cli.ts';
import { changeWords } from '../../domain/fact-words.ts';
import type { Plan, Step } from '../../domain/plan.ts';
import { warmUpWords } from '../../domain/warm-up-words.ts';

/** The plan as plain lines: what `headroom plan` prints, and what a run prints before it asks. */
export function planText(plan: Plan): string {
  const { session } = plan;
  const lines = [
    plan.summary,
    `  in ${session.environment} · account ${session.accountId} · ${session.region}${session.simulated ? ' · SIMULATED' : ''}`,
  ];
  if (plan.warnings.length > 0) lines.push('', 'Before you decide', ...plan.warnings.map(warning => `  ! ${warning}`));
  if (plan.predictions.length > 0 || plan.cost !== null) {
    lines.push('', 'What follows');
    const width = Math.max(4, ...plan.predictions.map(({ label }) => label.length));
    for (const { label, before, after, note } of plan.predictions) {
      lines.push(`  ${label.padEnd(width)}  ${before} → ${after}${note === undefined ? '' : `  (${note})`}`);
    }
    if (plan.cost !== null) {
      const sign = plan.cost.perHourUsd < 0 ? '−' : '+';
      const money = (usd: number): string => `${sign}$${Math.abs(usd).toFixed(2)}`;
      lines.push(
        `  ${'Cost'.padEnd(width)}  ${money(plan.cost.perHourUsd)} an hour, ${money(plan.cost.perMonthUsd)} a month  (${plan.cost.basis})`,
      );
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
        `        ${step.ask.consequence}`,
        `        answered by ${step.ask.grade === 'press' ? '--yes' : `--confirm ${step.ask.phrase}`}`,
      ];
    case 'apply':
      return [
        head,
        // A title that is its changes needs no second saying.
        ...step.changes
          .map(changeWords)
          .filter(change => !step.title.includes(change))
          .map(change => `        ${change}`),
        `        ${awsCommand(step.effect, plan.session)}`,
      ];
    case 'hold':
      return [head];
    case 'warm-up':
      return [head, `        ${warmUpWords(step)}`];
  }
}
