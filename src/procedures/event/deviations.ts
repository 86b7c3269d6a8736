import type { Deviation } from '../../domain/procedure.ts';

export const preparationDeviations: readonly Deviation[] = [
  {
    runbookSays: '"Disable auto-scaling (prevent scale-down)" by deregister-scalable-target.',
    weDo: 'We raise the floor, which keeps the tasks, and leave scale-out on up to a higher ceiling.',
    because:
      'Deregistering deletes every policy and scheduled action with their alarms: nothing answers a surge that is larger than expected, and nothing brings them back afterwards.',
  },
  {
    runbookSays: '5,000 requests/min are 12 tasks by its formula, and its script sets 8 where MaxCapacity is 10.',
    weDo: 'We set as many as the formula gives, rounded up, and raise the ceiling to half as many again.',
    because: 'A floor above the ceiling cannot be registered, and 8 tasks serve 4,000 by the runbook’s own figure.',
  },
  {
    runbookSays: 'One task serves 500 requests/min.',
    weDo: 'We take that figure unless told otherwise, show beside it what one task carries now, and warn where they differ.',
    because: '500 a task is what the service does at a third of its CPU; it is no capacity that was measured.',
  },
  {
    runbookSays: 'Set the count in one jump, and go on at once.',
    weDo: 'We at most double the floor at a time, and go on when every task is healthy and the load stayed calm for a while.',
    because:
      'New tasks open their database connections all at once, and a count that AWS accepted is not yet capacity.',
  },
  {
    runbookSays: 'Warm up with curl in a loop that throws every answer away.',
    weDo: 'We wait until the new tasks are healthy, send the requests through the load balancer, and count the failures.',
    because:
      'A health check warms little up; name a path that users ask for. Answers that nobody looks at prove nothing.',
  },
];

export const standDownDeviations: readonly Deviation[] = [
  {
    runbookSays: '"Re-enable auto-scaling" by register-scalable-target with 2 and 10.',
    weDo: 'We restore the bounds and the flags that the record of the event holds.',
    because:
      'Registering brings no policy back, and clamps a count above 10 to 10 at once, in the middle of whatever load there is.',
  },
  {
    runbookSays: '"Gradually scale down", and then one call that goes to 2.',
    weDo: 'We go down by a third at a time, and stop when CPU, latency or errors rise during the rest after each step.',
    because: 'The load on the tasks that are left is only known once they carry it.',
  },
  {
    runbookSays: 'Nothing of auto-scaling while the count goes down.',
    weDo: 'We suspend its scale-in on the way, and leave scale-out on.',
    because: 'Its low alarms have waited all the event long, and would take tasks of their own beside each step.',
  },
];
