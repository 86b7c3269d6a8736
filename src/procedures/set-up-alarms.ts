import type { Given } from '../domain/input-field.ts';
import { defineProcedure } from '../domain/procedure.ts';
import { planAlarms } from './set-up-alarms/plan.ts';

const serviceName = ({ service }: Given): string | undefined => service?.slice(service.indexOf('/') + 1);

/** Alarms that reach somebody, on metrics that exist. */
export const setUpAlarms = defineProcedure({
  id: 'set-up-alarms',
  title: 'Set up alarms',
  summary: 'Have CloudWatch tell a topic when a service, its database or its cache runs out of headroom.',
  runbook: ['Key Metrics', 'Monitoring Scaling'],
  input: {
    service: { kind: 'service', label: 'Service', help: 'The ECS service: its name, or cluster/service.' },
    topic: {
      kind: 'text',
      label: 'Topic',
      help: 'The SNS topic that they tell, when they ring and when it is over.',
      pattern: /^[A-Za-z0-9_][A-Za-z0-9_-]{0,255}$/,
      whatFits: 'the name of an SNS topic, such as scaling-events',
      default: 'scaling-events',
    },
    cpuPercent: {
      kind: 'integer',
      label: 'CPU above',
      help: 'Percent of CPU above which the first alarm rings; it should stand above the target of auto-scaling.',
      min: 1,
      max: 100,
      default: '80',
    },
    scope: {
      kind: 'choice',
      label: 'What',
      help: 'all watches CPU, memory, latency, errors, the maximum, the database and the cache.',
      choices: [
        { value: 'all', label: 'The service and what it rests on' },
        { value: 'service', label: 'The service alone' },
        { value: 'cpu', label: 'Its CPU alone, as in the runbook' },
      ],
      default: 'all',
    },
    prefix: {
      kind: 'text',
      label: 'Prefix',
      help: 'What the names of the alarms of the service begin with; its own name unless told otherwise.',
      pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{0,199}$/,
      whatFits: 'letters, digits, - and _, such as waooaw-backend',
      default: serviceName,
    },
  },
  reads: ['counts', 'scaling', 'targets', 'metrics', 'metricAlarms', 'topics'],
  readsFor: ({ scope }) => (scope === 'all' ? ['databases', 'caches'] : []),
  deviations: [
    {
      runbookSays: 'The alarm has the dimension ServiceName alone.',
      weDo: 'Ours have ClusterName and ServiceName, and we wait until they have left INSUFFICIENT_DATA.',
      because: 'AWS has no metric with one of the two: the alarm of the runbook never has data, and never rings.',
    },
    {
      runbookSays: 'The alarm has no action.',
      weDo: 'Ours tell a topic when they ring and when it is over, and we say so where nobody listens to it.',
      because: 'An alarm without an action changes its colour on a page that nobody has open.',
    },
    {
      runbookSays: 'Two periods of five minutes.',
      weDo: 'Five of five minutes.',
      because:
        'Both want five bad minutes and more; single minutes are as exact and tell it up to five minutes earlier.',
    },
    {
      runbookSays: 'put-metric-alarm, whatever is there.',
      weDo: 'We read an alarm of that name first, keep its words and actions, and show every member that moves.',
      because: 'PutMetricAlarm replaces the whole alarm, actions that somebody has added included.',
    },
    {
      runbookSays: 'CPU, and nothing else.',
      weDo: 'Memory, latency, errors, the maximum, the database and the cache as well, with the thresholds of the runbook.',
      because: 'Each of its "When to scale" lists names what no alarm watches.',
    },
  ],
  plan: planAlarms,
});
