import type { FactRow } from './fact-row.ts';

const API = 'sim/api/auto-scaling.test.ts';
const WORLD = 'sim/world/auto-scaling.test.ts';
const ALARMS = 'sim/world/alarm-evaluation.test.ts';
const LOAD = 'sim/world/load.test.ts';
const RDS = 'sim/world/rds.test.ts';
const CREDITS = 'sim/world/database-load.test.ts';
const CACHE = 'sim/world/cache-load.test.ts';

const activities: readonly FactRow[] = [
  {
    section: '3.7',
    fact: 'A change by a policy names the alarm and the policy',
    is: [[API, 'is taken back step by step by the policies, and each step names its alarm']],
  },
  {
    section: '3.7',
    fact: 'A bound that moves the count names itself, and waits "to be fulfilled by ecs"',
    is: [
      [API, 'moves the count up to a raised minimum at once, and tells it as an activity of its own'],
      [WORLD, 'of a lowered maximum names it, and ends half a minute later'],
    ],
  },
  {
    section: '3.7',
    fact: 'A scheduled action is two activities: the bounds, then the move into them',
    is: [['sim/api/scheduled-actions.test.ts', 'sets the bounds at its time, and AWS then moves the count into them']],
  },
  {
    section: '3.7',
    fact: 'What the bounds do not allow is listed on request only, with AlreadyAtMaxCapacity or AlreadyAtMinCapacity',
    is: [
      [API, 'has scaled nothing, and says on request what it could not do'],
      [WORLD, 'beyond the maximum ends there, and what could not be done is kept apart'],
    ],
  },
  {
    section: '3.7',
    fact: 'An activity ends 31 to 34 s after it began where the tasks are there; the newest comes first',
    is: [[WORLD, 'of a lowered maximum names it, and ends half a minute later']],
  },
  {
    section: '3.7',
    fact: 'A policy has two alarms, 3 of 3 minutes above the target and 15 of 15 below 90 % of it, with a description that nobody should edit; the low one in ALARM is normal at the minimum',
    is: [[API, 'has its low alarms in ALARM, which is normal at the minimum, and its high alarms OK']],
  },
  {
    section: '3.7',
    fact: 'Out: after three minutes, to ceil(running count * metric / target), within the maximum; what was added is not added twice',
    is: [[WORLD, 'is answered after three bad minutes, up to what it needs and not beyond']],
  },
  {
    section: '3.7',
    fact: 'In: after fifteen minutes, in small steps, when all policies agree, not below the minimum',
    is: [
      [WORLD, 'is reached, and then taken back to the minimum step by step'],
      [WORLD, 'that is over is followed by a slow scale-in, fifteen quiet minutes later'],
      [WORLD, 'stays while one of the two policies does not want to scale in'],
    ],
  },
  {
    section: '3.7',
    fact: 'A metric without data scales nothing in',
    is: [[WORLD, 'is no low load: nothing is scaled in until it is back, although its alarm still stands']],
  },
  {
    section: '3.7',
    fact: 'From a surge to the first healthy task more it is five to eight minutes: alarm, delivery, start, checks',
    is: [[WORLD, 'has its first new healthy task five to eight minutes after it came']],
  },
  {
    section: '3.7',
    fact: 'ECS refuses what auto-scaling sets; other reasons for not scaling, such as anticipated flapping',
    is: { not: 'the simulated ECS takes every count that auto-scaling sets; the other reasons have no known example' },
  },
];

const alarms: readonly FactRow[] = [
  {
    section: '3.8',
    fact: 'OK, ALARM and INSUFFICIENT_DATA follow from M of N datapoints, and from how missing ones count',
    is: [
      [ALARMS, '%s is %s'],
      ['sim/api/own-alarms.test.ts', 'starts without data, and knows its state a minute later'],
    ],
  },
  {
    section: '3.8',
    fact: 'The reason is a sentence with the datapoints, newest first, and what a transition needs',
    is: [
      [ALARMS, 'names the datapoints that crossed, newest first'],
      [ALARMS, 'names the datapoint that ended it'],
      [ALARMS, 'says how much is unknown'],
    ],
  },
  {
    section: '3.8',
    fact: 'EvaluationState',
    is: { not: 'the simulated CloudWatch evaluates every alarm, in full, every minute' },
  },
];

const load: readonly FactRow[] = [
  {
    section: '3.9',
    fact: '1,000 requests a minute on two tasks are 30 % CPU; days have a curve and minutes a noise',
    is: [
      [LOAD, 'is the runbook: 500 requests a minute are 30 % CPU'],
      [LOAD, 'is at about 30 % CPU and 1,000 requests a minute over a day, and never far from it'],
    ],
  },
  {
    section: '3.9',
    fact: 'Tasks are not equally busy',
    is: [[LOAD, 'spreads no load evenly: the busiest task is always some percent above the average']],
  },
  {
    section: '3.9',
    fact: 'p95 passes a second from about 82 % use; 5xx begin at 95 % and reach a fifth at 130 %; nobody healthy is 503',
    is: [
      [LOAD, 'passes a second at the 95th percentile from about 82 %'],
      [LOAD, 'makes errors only when it is nearly full'],
      [LOAD, 'without any healthy target shows as 503 of the load balancer'],
    ],
  },
  {
    section: '3.9',
    fact: 'Memory is 35 % at rest and 25 more at full use; a leak ends in exit code 137 and a replacement',
    is: [
      [LOAD, 'needs a third of the memory at rest, and all of it once leaked'],
      ['sim/world/services.test.ts', 'of their memory leak it first, where the metric shows it'],
    ],
  },
  {
    section: '3.9',
    fact: 'The pools of the tasks are the connections of the database, which refuses what is too many; load makes its CPU and its queue',
    is: [
      [RDS, "makes the database's CPU, connections and disk operations, and uses up its credits"],
      [RDS, 'refuses the next task, and part of the requests; scaling out makes it worse'],
      [CREDITS, 'reads less from disk with more memory, and queues when the disk can do no more'],
      [CREDITS, 'are earned below the baseline and spent above it: a vCPU-minute each'],
    ],
  },
  {
    section: '3.9',
    fact: 'Keys grow with the requests, a full cache evicts, and what it no longer answers loads the database',
    is: [
      [CACHE, 'fills the memory, evicts, and costs hits'],
      [CACHE, 'loads the database with what the cache no longer answers, until the node is bigger'],
    ],
  },
  {
    section: '3.9',
    fact: 'A minute can be read one to two minutes after it is over',
    is: [[LOAD, 'delivers a minute one to two minutes after it is over']],
  },
  {
    section: '3.9',
    fact: 'One clock drives it all, at any speed',
    is: [['sim/api/simulator.test.ts', 'lets its time run as fast as it was told, and shows it to whoever asks']],
  },
];

export const scalingFacts: readonly FactRow[] = [...activities, ...alarms, ...load];
