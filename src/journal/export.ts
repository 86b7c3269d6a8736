import { changeWords } from '../domain/fact-words.ts';
import { type RunEvent, replay } from '../domain/run.ts';
import { isoSeconds } from '../domain/time.ts';
import { asciiJson } from './ascii-json.ts';
import { eventWords } from './event-words.ts';

/** The events as a JSON array in plain ASCII: raw evidence, and nothing in it can act on a terminal. */
export const exportJson = (events: readonly RunEvent[]): string => `${asciiJson(events, 2)}\n`;

/** The run as a page for a post-mortem: what was planned, when what happened, how it ended. */
export function exportMarkdown(events: readonly RunEvent[]): string {
  const run = replay(events);
  if (run === undefined) return '# A run that never began\n';
  const { plan } = run;
  const { session } = plan;
  const changes = plan.steps.flatMap(step => (step.kind === 'apply' ? step.changes : []));
  const where = `${session.environment}, account ${session.accountId}, ${session.region}${session.simulated ? ' (simulated)' : ''}`;
  const lines = [
    `# ${text(plan.summary)}`,
    '',
    `- Run: ${run.id}`,
    `- Procedure: ${text(plan.procedure)}`,
    `- Where: ${text(where)}`,
    `- By: ${text(session.principalArn)}`,
    `- From ${isoSeconds(run.startedAt)} to ${isoSeconds(run.updatedAt)}`,
    `- Outcome: ${text(outcome(run.ended))}`,
    '',
    '## Planned changes',
    '',
    ...changes.map(change => `- ${text(change.fact.service ?? 'account')}: ${text(changeWords(change))}`),
    '',
    '## Timeline',
    '',
    '| Time (UTC) | Event |',
    '| --- | --- |',
    ...events.map(event => `| ${isoSeconds(event.at)} | ${text(eventWords(event))} |`),
  ];
  if (run.ended?.kind === 'stopped') lines.push('', '## Next step', '', text(run.ended.nextStep));
  return `${lines.join('\n')}\n`;
}

function outcome(ended: NonNullable<ReturnType<typeof replay>>['ended']): string {
  if (ended === undefined) return 'unfinished: it still runs, or its program was killed';
  return ended.kind === 'completed' ? `completed, ${ended.says}` : `stopped (${ended.because}), ${ended.says}`;
}

/** Words of others stay words: no markup, no table cells, no lines of their own. */
const text = (words: string): string => words.replace(/\s+/g, ' ').replace(/[\\`*_|<>[\]#]/g, mark => `\\${mark}`);
