import type { FactRow } from './fact-row.ts';

const WIRE = 'sim/wire/errors.test.ts';
const ROWS = 'contract/simulated-errors.test.ts';
const FAULTS = 'sim/faults/api-faults.test.ts';
const SERVER = 'sim/server/faults.test.ts';
const EVERY_ROW = '$operation, when $when: $name';

const inTheSdk: readonly FactRow[] = [
  {
    section: '4.1',
    fact: 'JSON services: the name of the error is the wire type',
    is: [[WIRE, 'arrives as that class from ECS, with its message, status and request id']],
  },
  {
    section: '4.1',
    fact: 'CloudWatch: the name is the wire type, and Code is the query code',
    is: [[WIRE, 'arrives as that class from CloudWatch over $protocol, with its query code']],
  },
  {
    section: '4.1',
    fact: 'Query services: the name of a modelled error has its suffix, Code has none; an unmodelled one keeps its wire code; message and $metadata are always there',
    is: [
      [ROWS, EVERY_ROW],
      [WIRE, 'has a code of its own in the query protocols'],
    ],
  },
  {
    section: '4.1',
    fact: 'The common errors go by other names in JSON than in query services',
    is: [[FAULTS, 'throttling']],
  },
  {
    section: '4.1',
    fact: 'A proxy in the way is name "Unknown" for a query service',
    is: [[SERVER, 'an HTML page makes no sense to a query service either']],
  },
  {
    section: '4.1',
    fact: 'Throttling and 5xx are tried three times, refusals and expired sessions once',
    is: [[SERVER, '$effect.kind is tried $attempts times']],
  },
  {
    section: '4.1',
    fact: 'A connection that breaks is ECONNRESET, an aborted call AbortError',
    is: [
      [SERVER, '$effect.kind: tried $attempts times'],
      [SERVER, 'hangs until the client gives up (applied: %s)'],
    ],
  },
  {
    section: '4.1',
    fact: "The SDK's waiter for an available database is content before a change has begun",
    is: [['sim/api/rds-modify.test.ts', 'satisfies the waiter of the SDK before it has begun']],
  },
  {
    section: '4.1',
    fact: 'Other waiters turn refusals into time-outs',
    is: { not: "that is the SDK's own doing, whatever answers it" },
  },
];

const credentials: readonly FactRow[] = [
  {
    section: '4.2',
    fact: 'An expired session is ExpiredTokenException, ExpiredToken for query services',
    is: [
      [FAULTS, 'an expired session'],
      [ROWS, EVERY_ROW],
    ],
  },
  {
    section: '4.2',
    fact: 'A wrong account is no error: only GetCallerIdentity tells',
    is: [[FAULTS, 'somebody changed the credentials: the account is another, from one call to the next']],
  },
  {
    section: '4.2',
    fact: 'No region, no credentials, SSO, MFA',
    is: { not: 'the SDK gives up before it sends anything; test/aws/faults.test.ts reads what it throws' },
  },
  {
    section: '4.2',
    fact: 'Wrong keys, and a clock that is wrong',
    is: { not: 'the simulated AWS lets every key in and checks no signature' },
  },
];

const ofServices: readonly FactRow[] = [
  {
    section: '4.3',
    fact: 'Each service has its own codes, statuses and texts',
    is: [[ROWS, EVERY_ROW]],
  },
  {
    section: '4.3',
    fact: 'Throttling is "Rate exceeded", ThrottlingException in JSON and Throttling in query services',
    is: [[FAULTS, 'throttling']],
  },
  {
    section: '4.3',
    fact: 'RDS refuses while an instance is modified, where there are no backups, for a name that is taken, for a class that is not on offer or not to be had',
    is: [
      ['sim/api/rds-modify.test.ts', 'while the instance is modifying'],
      ['sim/api/rds-modify.test.ts', 'with InvalidParameterCombination: %j'],
      ['sim/api/rds-modify.test.ts', 'where AWS has no such host left'],
      ['sim/api/rds-replicas.test.ts', 'for a source without automated backups'],
      ['sim/api/rds-replicas.test.ts', 'for a name that is taken'],
    ],
  },
  {
    section: '4.3',
    fact: 'ElastiCache refuses while a group is modified, beyond its limits, and what would leave nothing to fail over to',
    is: [
      ['sim/api/elasticache.test.ts', 'is refused while the group is modifying'],
      ['sim/api/elasticache-replicas.test.ts', 'has its limits'],
      ['sim/api/elasticache-replicas.test.ts', 'leaves what a failover needs'],
    ],
  },
  {
    section: '4.3',
    fact: 'Subnets, log groups, quotas and topics that are not there have each their own error',
    is: [
      ['sim/api/ec2.test.ts', 'refuse %o'],
      ['sim/api/logs.test.ts', 'there is no log group of that name'],
      ['sim/api/service-quotas.test.ts', "is AWS's default where none was applied, which only another call tells"],
      ['sim/api/sns.test.ts', 'that is not there is NotFound'],
    ],
  },
  {
    section: '4.3',
    fact: 'A service or task that Describe does not find is a failure within a 200',
    is: [['sim/api/ecs.test.ts', 'is a failure within a 200 for a service, and for a task']],
  },
  {
    section: '4.3',
    fact: 'A missing permission names principal, action, resource and policy',
    is: [
      ['sim/api/iam.test.ts', 'is refused the write, and nothing happens'],
      [FAULTS, 'names the principal, the action and the resource'],
      [FAULTS, 'tells when it is the organisation that forbids it'],
    ],
  },
  {
    section: '4.3',
    fact: 'Switching automated backups off, or on, is an outage of its own',
    is: [['sim/api/rds-modify.test.ts', 'is an outage of its own']],
  },
  {
    section: '4.3',
    fact: 'ServiceNotActive; ConcurrentUpdate; FailedResourceAccess; a target that is not there for seconds after it was registered',
    is: {
      not: 'services are not deleted, calls come one after the other, roles are in order, and writes can be read at once',
    },
  },
  {
    section: '4.3',
    fact: 'Per-series status Forbidden and InternalError of GetMetricData',
    is: { not: 'whoever may call may read every series, and none fails' },
  },
  {
    section: '4.3',
    fact: 'Subnet groups, VPCs, KMS keys, storage types and other quotas of RDS and ElastiCache; global datastores; unreachable endpoints of SNS',
    is: { not: 'the opening worlds have none of these troubles, and no call that makes them' },
  },
];

export const errorFacts: readonly FactRow[] = [...inTheSdk, ...credentials, ...ofServices];
