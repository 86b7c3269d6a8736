import type { Deviation } from '../../domain/procedure.ts';

export const deviations: readonly Deviation[] = [
  {
    runbookSays: 'Set --desired-count, and nothing else.',
    weDo: 'Where auto-scaling is registered we raise MinCapacity, which lifts the count with it; --how count sets the bare count.',
    because:
      'Auto-scaling takes a bare count back as soon as the load is low for 15 minutes. A floor lasts until somebody lowers it.',
  },
  {
    runbookSays: '"Gradually reduce after traffic decreases", and then one call that goes to 2 at once.',
    weDo: 'In by a quarter at a time, with five minutes of rest after each, which stop the run when CPU, latency or errors rise.',
    because: 'The load on the tasks that are left is only known once they carry it.',
  },
  {
    runbookSays: '"Scale gradually (avoid sudden jumps)", for every change.',
    weDo: 'Out at once by default, with a warning above twice the present count; --pace steps goes out by half at a time.',
    because:
      'During an incident waiting costs more than a jump. Steps help where new tasks share a limit, such as database connections.',
  },
  {
    runbookSays: 'Scale down to 2 whatever the load is.',
    weDo: 'We predict CPU and requests per task for what is left, and ask for the name of the service when the load would not fit.',
    because: 'Too few tasks turn a saving into an incident.',
  },
  {
    runbookSays: 'watch -n 5 shows the counts until somebody stops it.',
    weDo: 'We verify that every task runs and is healthy, within ten minutes, and then watch for the runbook’s 30 minutes.',
    because:
      'A count that AWS accepted is not yet capacity: tasks may fail to place, to start or to pass health checks.',
  },
  {
    runbookSays: 'Scale when the request queue depth increases.',
    weDo: 'We show requests per task.',
    because: 'A service behind a load balancer has no such metric in CloudWatch.',
  },
  {
    runbookSays: 'Verify agent distribution with list-tasks.',
    weDo: 'For a service without a load balancer the step counts as done only when the numbers of tasks in its zones differ by one at most.',
    because: 'list-tasks answers with names only, which say nothing about zones.',
  },
  {
    runbookSays: 'Set the count, and see whether the tasks come.',
    weDo: 'Before tasks are added we look for room: Fargate vCPU quota, subnet addresses, database connections. Too little of one refuses the plan; what cannot be read is said.',
    because:
      'The default quota is 6 vCPU, and a database that is out of connections fails the tasks that run well, too.',
  },
];
