import type { Figures } from './figures.ts';
import type { Held, Outcome } from './outcome.ts';

const key = 'waooaw-production/waooaw-backend';

/** "12 tasks in 12–18, scaled by cpu-scaling and request-scaling" */
function stateWords({ counts, targets }: Held): string {
  const target = targets[`service/${key}`];
  const tasks = `${counts[key]} tasks`;
  if (target === undefined) return `${tasks}, no auto-scaling`;
  const policies = Object.keys(target.policies);
  return `${tasks} in ${target.minCapacity}–${target.maxCapacity}, ${policies.length === 0 ? 'scaled by nothing' : `scaled by ${policies.join(' and ')}`}`;
}

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

const figures: readonly { readonly label: string; readonly of: (figures: Figures) => string }[] = [
  { label: 'busiest minute', of: ({ busiestPerMinute }) => `${grouped.format(busiestPerMinute)} requests` },
  { label: 'most tasks', of: ({ mostTasks }) => `${mostTasks}` },
  { label: 'CPU at most', of: ({ worstCpuPercent }) => `${worstCpuPercent.toFixed(0)} %` },
  { label: 'p95 latency at most', of: ({ worstP95Seconds }) => `${worstP95Seconds.toFixed(2)} s` },
  { label: 'answered with 5xx', of: ({ failed }) => grouped.format(failed) },
];

/** Both ways through the afternoon, side by side. */
export function page(ours: Outcome, runbooks: Outcome): string {
  const row = (label: string, of: (outcome: Outcome) => string): string =>
    `| ${label} | ${of(ours)} | ${of(runbooks)} |`;
  const rowsOf = (when: string, stretch: 'campaign' | 'evening'): readonly string[] =>
    figures.map(({ label, of }) => row(`${when}: ${label}`, outcome => of(outcome[stretch])));
  return [
    "# The runbook's campaign, both ways",
    '',
    'One afternoon in the simulated account, lived through twice from the same seed: once by `prepare-for-event` and',
    "`stand-down-after-event`, run without a screen with every pause, and once by the runbook's own two scripts (set 8, warm up,",
    'deregister; register 2 and 10, set 2). 5,000 requests a minute are expected from 14:00 on, and come. At 17:00 a second wave comes that',
    'nobody has announced. `test/procedures/event/campaign/campaign.test.ts` lives through both and writes this page; the figures are',
    "CloudWatch's, by the minute.",
    '',
    '| | `headroom` | the script |',
    '|---|---|---|',
    row('13:00, before', ({ before }) => stateWords(before)),
    row('14:00, prepared', ({ prepared }) => stateWords(prepared)),
    ...rowsOf('the campaign', 'campaign'),
    row('17:00, after', ({ after }) => stateWords(after)),
    ...rowsOf('the evening', 'evening'),
    '',
    'What the script loses is lost silently: deregistering deletes both policies with their alarms, registering again brings none of them',
    'back, and every screen that shows bounds looks as it did before. During the campaign it costs nothing as long as no more come than',
    'eight tasks carry; from then on nothing scales the service at all.',
    '',
    'That p95 comes near a second with so little CPU is the database: twelve pools of 30 connections nearly fill it. Here nobody has said how',
    'many connections a task opens, and the plan says that it does not know. Where the configuration says it (`connectionsPerTask`), as in',
    '`headroom demo`, twelve tasks are refused before anything is written, and a buffer of 10 % makes eleven, which fit.',
    '',
  ].join('\n');
}
