import { answers } from '../emulators.ts';
import { type EmulatorDifference, only } from './difference.ts';

export const cloudWatch: readonly EmulatorDifference[] = [
  {
    calls: ['cloudwatch:GetMetricData'],
    differences: only('simulator', '', 'Messages'),
    right: 'simulator',
    why: 'in the example of get-metric-data, empty',
  },
  {
    calls: ['cloudwatch:PutMetricAlarm, a period that is none'],
    differences: [answers('success', 'InvalidParameterValueException')],
    right: 'simulator',
    why: 'a period is 10, 20, 30 or a multiple of 60 seconds',
  },
  {
    calls: ['cloudwatch:DescribeAlarms'],
    differences: only('moto', 'MetricAlarms[].', 'Metrics', 'StateReasonData'),
    right: 'simulator',
    why: 'Metrics is for alarms on metric math, and there is no reason before the first evaluation',
  },
  {
    calls: ['cloudwatch:DescribeAlarms'],
    differences: only('simulator', 'MetricAlarms[].', 'DatapointsToAlarm', 'TreatMissingData'),
    right: 'unknown',
    why: 'whether defaults are shown that nobody set: the reference does not say, and the example is older than the members',
  },
  {
    calls: ['cloudwatch:DescribeAlarms'],
    differences: only('simulator', 'MetricAlarms[].', 'StateTransitionedTimestamp'),
    right: 'simulator',
    why: 'the reference has it; the example is older',
  },
];
