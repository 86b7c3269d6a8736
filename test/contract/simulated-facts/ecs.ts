import type { FactRow } from './fact-row.ts';

const SERVICES = 'sim/world/services.test.ts';
const TIMINGS = 'sim/world/task-timings.test.ts';
const EVENTS = 'sim/world/service-events.test.ts';
const ENDS = 'sim/world/task-ends.test.ts';
const PLACEMENT = 'sim/world/placement.test.ts';
const API = 'sim/api/ecs.test.ts';
const SCALING = 'sim/world/auto-scaling.test.ts';

const NO_ROOM = 'cannot, while Fargate has no room: it says so, keeps trying, and goes on when there is room';
const WALKS = 'walks them through every phase and says so, and is steady when the last target is healthy';
const DRAINS = 'drains their targets first, ends them, and keeps them visible for an hour';

const lifeOfTasks: readonly FactRow[] = [
  {
    section: '3.1',
    fact: 'A task goes PROVISIONING, PENDING, ACTIVATING, RUNNING; and, when it is stopped, DEACTIVATING, STOPPING, DEPROVISIONING, STOPPED',
    is: [
      [SERVICES, WALKS],
      [TIMINGS, 'ends with the drain, the stop and the interface, in that order'],
    ],
  },
  {
    section: '3.1',
    fact: 'pendingCount counts tasks from PROVISIONING on',
    is: [[API, 'is accepted at once, and the tasks follow']],
  },
  {
    section: '3.1',
    fact: 'A start takes 4 to 8 s for the interface, 6 to 10 s for the place, 5 to 40 s for the image; each phase leaves its time in DescribeTasks',
    is: [
      [TIMINGS, 'begins with an interface, a place and an image: 15 to 58 seconds until it runs'],
      [ENDS, 'as it %s gets so far: connected, pulling, pulled = %o'],
    ],
  },
  {
    section: '3.1',
    fact: 'A target is `initial` for 10 to 35 s before it is healthy',
    is: [[TIMINGS, 'is that of an initial target for 10 to 35 seconds more, before it gets requests']],
  },
  {
    section: '3.1',
    fact: 'A stop waits for the deregistration delay, then up to 30 s for the container, which is then killed (exit code 137), then 10 to 20 s for the interface',
    is: [[TIMINGS, 'ends with the drain, the stop and the interface, in that order']],
  },
  {
    section: '3.1',
    fact: 'The account may run 6 Fargate vCPUs unless AWS has applied another quota',
    is: [
      [PLACEMENT, 'lets through what fits, and says why the rest is not placed'],
      ['sim/api/service-quotas.test.ts', "is AWS's default where none was applied, which only another call tells"],
    ],
  },
  {
    section: '3.1',
    fact: 'Bigger images take longer to pull',
    is: { not: 'the images of the world have no size; the fault `slow-start` stands in for a big one' },
  },
  {
    section: '3.1',
    fact: 'Fargate starts 500 tasks a minute for a service, 500 may be PROVISIONING in a cluster, and a service has 5,000 at most',
    is: {
      not: 'the simulated ECS starts at once whatever the quota of vCPUs has room for; nothing in the runbook is as large',
    },
  },
];

const deployments: readonly FactRow[] = [
  {
    section: '3.2',
    fact: 'Deployments are PRIMARY or ACTIVE, with a rollout that is in progress, completed or failed, and its reason in a sentence',
    is: [
      [API, 'shows both deployments while it lasts'],
      [EVENTS, 'is off unless asked for: the deployment goes on failing'],
    ],
  },
  {
    section: '3.2',
    fact: 'The circuit breaker trips at half of the desired count, at least 3 and at most 200 failed tasks',
    is: [[EVENTS, 'of a service that desires %d tasks trips at %d failures']],
  },
  {
    section: '3.2',
    fact: 'A failed deployment starts no task any more, so a scale-out on it never completes',
    is: [[EVENTS, 'fails the deployment, which then starts no task any more, whatever is desired']],
  },
  {
    section: '3.2',
    fact: 'With rollback, the last deployment that completed takes over, and says so',
    is: [[EVENTS, 'goes back to the last deployment that completed, where it may']],
  },
  {
    section: '3.2',
    fact: 'A change of desiredCount alone keeps the PRIMARY deployment',
    is: [[SERVICES, 'keeps its deployment: a changed count is no rollout']],
  },
  {
    section: '3.2',
    fact: 'While a deployment is under way auto-scaling scales out but not in',
    is: [
      [SCALING, 'load is answered all the same'],
      [SCALING, 'nothing is scaled in'],
    ],
  },
  {
    section: '3.2',
    fact: 'Thresholds of the circuit breaker can be configured; deployments can be INACTIVE',
    is: { not: 'UpdateService refuses the configuration; a deployment that is over is not listed any more' },
  },
];

const events: readonly FactRow[] = [
  {
    section: '3.3',
    fact: 'Tasks that start, targets that are registered, and the steady state are events, in these words',
    is: [[SERVICES, WALKS]],
  },
  {
    section: '3.3',
    fact: 'So are stopped tasks, deregistered targets and connections that drain',
    is: [[SERVICES, DRAINS]],
  },
  {
    section: '3.3',
    fact: 'So is a deployment that has completed',
    is: [[SERVICES, 'starts the new tasks before it stops the old ones, and ends with one deployment']],
  },
  {
    section: '3.3',
    fact: 'So is a target that fails its health checks, with the codes',
    is: [[SERVICES, 'of failed health checks are reported unhealthy and replaced']],
  },
  {
    section: '3.3',
    fact: 'So are a lack of capacity, and a quota of vCPUs that is used up',
    is: [
      [SERVICES, NO_ROOM],
      [PLACEMENT, 'lets through what fits, and says why the rest is not placed'],
    ],
  },
  {
    section: '3.3',
    fact: 'A service whose tasks never run is "unable to consistently start tasks": retries wait up to 15 minutes, for a crash they do not, and a new deployment begins anew',
    is: [
      [SERVICES, 'before they run make ECS wait longer and longer, and say why'],
      [EVENTS, 'are tried at ever longer intervals, at most a quarter of an hour'],
      [EVENTS, 'are no matter of crashes: those are replaced without a pause'],
      [EVENTS, 'begin anew with a new deployment, which may be told again'],
    ],
  },
  {
    section: '3.3',
    fact: 'The steady state is told again about every six hours',
    is: [[EVENTS, 'a steady state is told about every six hours, and each time that it is reached']],
  },
  {
    section: '3.3',
    fact: 'No container instance; operations throttled; provisioning limit; protected tasks; a health check that times out',
    is: {
      not: 'there are no EC2 hosts and no task protection, the limits are out of reach, and sick targets answer 502',
    },
  },
];

const ends: readonly FactRow[] = [
  {
    section: '3.4',
    fact: 'Out of memory, crashes, failed checks of load balancer and container, images, secrets, interfaces, Spot and maintenance each have their stopCode, stoppedReason and exit code',
    is: [[ENDS, "says so in AWS's words, and is replaced when the cause is gone"]],
  },
  {
    section: '3.4',
    fact: 'Scale-in and rollout are no failure: "Scaling activity initiated by"',
    is: [
      [SERVICES, DRAINS],
      [API, 'leaves the stopped tasks to be listed with the reason'],
    ],
  },
  {
    section: '3.4',
    fact: 'A subnet without free addresses lets tasks fail to start',
    is: [[PLACEMENT, 'makes tasks fail before they start, and the next ones go to other zones']],
  },
  {
    section: '3.4',
    fact: 'Tasks that are lost with their infrastructure end as InfrastructureHealth',
    is: [['sim/faults/world-faults.test.ts', 'ends what runs there, and what replaces it is placed elsewhere']],
  },
  {
    section: '3.4',
    fact: 'Tasks that Fargate takes back may finish their requests',
    is: [[ENDS, 'finishes its requests first, and counts as no failure']],
  },
  {
    section: '3.4',
    fact: 'A shortage of capacity is an event, without a stopped task',
    is: [[SERVICES, NO_ROOM]],
  },
  {
    section: '3.4',
    fact: 'Tasks that a person stopped; tasks that no EC2 host had room for; exit code 143',
    is: { not: 'StopTask and EC2 hosts are not simulated; containers end with 0 after SIGTERM, or are killed' },
  },
];

export const ecsFacts: readonly FactRow[] = [...lifeOfTasks, ...deployments, ...events, ...ends];
