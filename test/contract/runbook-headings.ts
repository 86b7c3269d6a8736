/** What answers a heading of the runbook, apart from the procedures, which name their headings themselves. */
export interface RunbookHeading {
  readonly heading: string;
  /** The heading that it stands under. */
  readonly under?: string;
  /** Signals and reports: verbs of the program, and what of it they show. */
  readonly seen?: readonly { readonly verb: string; readonly shows: string }[];
  /** Why it has no procedure, where a reader would expect one. */
  readonly because?: string;
}

const heading = (name: string, rest: Omit<RunbookHeading, 'heading'> = {}): RunbookHeading => ({
  heading: name,
  ...rest,
});

/** Every heading of the runbook, in its order. */
export const runbookHeadings: readonly RunbookHeading[] = [
  heading('Quick Reference', {
    seen: [{ verb: 'procedures', shows: 'every procedure with its inputs, as text or JSON' }],
  }),
  heading('Auto-Scaling (Recommended)'),
  heading('Setup Auto-Scaling', { under: 'Auto-Scaling (Recommended)' }),
  heading('Monitor Auto-Scaling', {
    under: 'Auto-Scaling (Recommended)',
    seen: [
      { verb: 'dash', shows: 'bounds, policies and what is suspended of each service, and its scaling activities' },
      { verb: 'status', shows: 'the same once, as text or JSON' },
    ],
  }),
  heading('Manual Scaling'),
  heading('Scale Backend Service', {
    under: 'Manual Scaling',
    seen: [{ verb: 'dash', shows: 'a verdict for each of the conditions under which to scale, refreshed' }],
  }),
  heading('Scale Agent Service', { under: 'Manual Scaling' }),
  heading('Scale Database (RDS)', {
    under: 'Manual Scaling',
    seen: [
      { verb: 'capacity', shows: 'connections, CPU and storage of each database, and the tasks they have room for' },
    ],
    because: 'There is no procedure for it yet: a change of class is an outage, and is made by hand.',
  }),
  heading('Scale Redis (ElastiCache)', {
    under: 'Manual Scaling',
    seen: [{ verb: 'capacity', shows: 'memory, CPU and evictions of each cache' }],
    because: 'There is no procedure for it yet. The command that the runbook prints for a shard adds replicas.',
  }),
  heading('Capacity Planning'),
  heading('Current Capacity', {
    under: 'Capacity Planning',
    seen: [{ verb: 'capacity', shows: 'what each service has and costs, by the task definition that it runs' }],
  }),
  heading('Traffic Estimation', {
    under: 'Capacity Planning',
    seen: [
      { verb: 'capacity', shows: "the runbook's formula and what was measured, side by side, and what limits first" },
    ],
  }),
  heading('Pre-Event Scaling', { under: 'Capacity Planning' }),
  heading('Cost Optimization'),
  heading('Right-Sizing', {
    under: 'Cost Optimization',
    seen: [{ verb: 'rightsize', shows: 'seven days of use of each service, a verdict and the saving' }],
  }),
  heading('Scheduled Scaling', { under: 'Cost Optimization' }),
  heading('Monitoring Scaling'),
  heading('Key Metrics', {
    under: 'Monitoring Scaling',
    seen: [{ verb: 'dash', shows: 'counts, CPU, memory, requests per task, p95 and 5xx as numbers and sparklines' }],
  }),
  heading('Scaling Alerts', { under: 'Monitoring Scaling' }),
  heading('Troubleshooting'),
  heading('Scaling Not Working', {
    under: 'Troubleshooting',
    seen: [
      { verb: 'dash', shows: 'why auto-scaling did not scale, activity by activity, and the events of the service' },
      { verb: 'capacity', shows: 'which limit ends it: ceiling, vCPU quota, addresses or connections' },
    ],
  }),
  heading('Tasks Flapping', {
    under: 'Troubleshooting',
    seen: [{ verb: 'dash', shows: 'the events of the service and why its tasks stopped' }],
    because: 'A flapping task is mended in its image or its task definition, and no scaling helps.',
  }),
  heading('Best Practices', {
    seen: [{ verb: 'procedures', shows: 'where a procedure does other than the runbook, and why' }],
    because: 'They are guards of the procedures: steps with rest, bounds, verification, a watch, a way back.',
  }),
  heading('Related Runbooks', { because: 'They are other documents.' }),
];
