import type { Deviation } from '../../domain/procedure.ts';

export const deviations: readonly Deviation[] = [
  {
    runbookSays: 'Register min 2 and max 10, and put two policies, whatever is there.',
    weDo: 'We read what is there, show the differences, and write only those; what a policy holds besides stays.',
    because:
      'Each of these calls replaces what it finds under its name, and the first moves the count into its bounds at once.',
  },
  {
    runbookSays: 'A ResourceLabel with xxx and yyy in it, to be filled in.',
    weDo: 'We find it from the target group of the service and the load balancer in front of it.',
    because: 'AWS refuses a label of another load balancer, and nobody types 16 hexadecimal digits without an error.',
  },
  {
    runbookSays: 'No cooldowns for request-scaling.',
    weDo: 'Both policies get both cooldowns: 60 s out, 300 s in.',
    because:
      'Without them AWS waits 300 s either way, so the policy on requests would act five times slower than the one on CPU.',
  },
  {
    runbookSays: 'A target of 1000 requests per task, where a task handles about 500.',
    weDo: 'A new policy gets 500; an existing one keeps its target. Above 500 we say what a task seems able to serve now.',
    because: 'By the runbook’s own figures a task is at twice its load before a target of 1000 adds another.',
  },
  {
    runbookSays: 'Nothing of whether it works.',
    weDo: 'We wait until both alarms of each policy have seen data, and watch for 30 minutes.',
    because: 'A policy whose alarms stay in INSUFFICIENT_DATA is there and never acts.',
  },
];
