import type { Call } from '../wire/around.ts';
import type { Account } from '../world/account.ts';

type Place = Pick<Account, 'accountId' | 'region'>;
type Input = Readonly<Record<string, unknown>>;

/** The text at `member`, or the first one where it is a list. */
const textAt = (input: Input, member: string): string | undefined => {
  const value = Object.hasOwn(input, member) ? input[member] : undefined;
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first !== '' ? first : undefined;
};

const ecsResource = (input: Input): string => {
  const cluster = textAt(input, 'cluster') ?? 'default';
  const service = textAt(input, 'service') ?? textAt(input, 'services');
  if (service !== undefined) return service.startsWith('arn:') ? service : `service/${cluster}/${service}`;
  const task = textAt(input, 'task') ?? textAt(input, 'tasks');
  if (task !== undefined) return task.startsWith('arn:') ? task : `task/${cluster}/${task}`;
  return textAt(input, 'cluster') === undefined ? '*' : `cluster/${cluster}`;
};

const named =
  (kind: string, ...members: readonly string[]) =>
  (input: Input): string =>
    `${kind}:${members.map(member => textAt(input, member)).find(name => name !== undefined) ?? '*'}`;

/** How each service names, in an ARN, the resource that a call is about. `*` where IAM knows none. */
const RESOURCES: Readonly<Record<string, (input: Input) => string>> = {
  ecs: ecsResource,
  'application-autoscaling': () => 'scalable-target/*',
  cloudwatch: input => (textAt(input, 'AlarmName') === undefined ? '*' : named('alarm', 'AlarmName')(input)),
  rds: named('db', 'DBInstanceIdentifier', 'SourceDBInstanceIdentifier'),
  elasticache: named('replicationgroup', 'ReplicationGroupId'),
  events: input => `rule/${textAt(input, 'Name') ?? textAt(input, 'Rule') ?? '*'}`,
  logs: named('log-group', 'logGroupName', 'logGroupNamePrefix'),
  lambda: named('function', 'FunctionName'),
  sns: input => textAt(input, 'TopicArn') ?? textAt(input, 'Name') ?? '*',
};

/** The ARN of the resource that AWS names when it refuses the call; `*` when the action is about no one resource. */
export const resourceOf = ({ name, input }: Call, { region, accountId }: Place): string => {
  const [iamPrefix = ''] = name.split(':');
  // A decoded input is an object; nothing is known of one that could not be decoded.
  const resource = RESOURCES[iamPrefix]?.((input ?? {}) as Input) ?? '*';
  return resource === '*' || resource.startsWith('arn:')
    ? resource
    : `arn:aws:${iamPrefix}:${region}:${accountId}:${resource}`;
};
