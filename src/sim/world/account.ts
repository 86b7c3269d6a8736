/** Whose AWS it is, and where: what every ARN begins with. */
export interface Account {
  readonly accountId: string;
  readonly region: string;
  /** Who the caller of the simulated AWS is said to be; STS answers it. */
  readonly callerArn: string;
  readonly callerUserId: string;
  /** The account's name, as IAM's account alias. */
  readonly alias: string;
}

type Place = Pick<Account, 'accountId' | 'region'>;

const arn = (service: string, { region, accountId }: Place, resource: string): string =>
  `arn:aws:${service}:${region}:${accountId}:${resource}`;

export const clusterArn = (place: Place, cluster: string): string => arn('ecs', place, `cluster/${cluster}`);

export const serviceArn = (place: Place, name: { cluster: string; service: string }): string =>
  arn('ecs', place, `service/${name.cluster}/${name.service}`);

export const taskArn = (place: Place, name: { cluster: string; id: string }): string =>
  arn('ecs', place, `task/${name.cluster}/${name.id}`);

export const taskDefinitionArn = (place: Place, name: { family: string; revision: number }): string =>
  arn('ecs', place, `task-definition/${name.family}:${name.revision}`);

export const alarmArn = (place: Place, alarmName: string): string => arn('cloudwatch', place, `alarm:${alarmName}`);

export const scalableTargetArn = (place: Place, id: string): string =>
  arn('application-autoscaling', place, `scalable-target/${id}`);

export const scalingPolicyArn = (place: Place, name: { id: string; resourceId: string; policyName: string }): string =>
  arn('autoscaling', place, `scalingPolicy:${name.id}:resource/ecs/${name.resourceId}:policyName/${name.policyName}`);

export const scheduledActionArn = (
  place: Place,
  name: { id: string; resourceId: string; actionName: string },
): string =>
  arn(
    'autoscaling',
    place,
    `scheduledAction:${name.id}:resource/ecs/${name.resourceId}:scheduledActionName/${name.actionName}`,
  );

export const loadBalancerArn = (place: Place, name: { name: string; id: string }): string =>
  arn('elasticloadbalancing', place, `loadbalancer/app/${name.name}/${name.id}`);

export const targetGroupArn = (place: Place, name: { name: string; id: string }): string =>
  arn('elasticloadbalancing', place, `targetgroup/${name.name}/${name.id}`);

export const subnetArn = (place: Place, id: string): string => arn('ec2', place, `subnet/${id}`);

export const quotaArn = (place: Place, name: { serviceCode: string; quotaCode: string }): string =>
  arn('servicequotas', place, `${name.serviceCode}/${name.quotaCode}`);

export const secretArn = (place: Place, name: string): string => arn('secretsmanager', place, `secret:${name}-Pz7wQe`);

export const logGroupArn = (place: Place, name: string): string => arn('logs', place, `log-group:${name}`);

/** Who a task or a person is while it plays a role. Roles belong to the account, not to a Region. */
export const roleSessionArn = ({ accountId }: Place, role: string, session: string): string =>
  `arn:aws:sts::${accountId}:assumed-role/${role}/${session}`;

export const dbInstanceArn = (place: Place, identifier: string): string => arn('rds', place, `db:${identifier}`);

export const replicationGroupArn = (place: Place, id: string): string =>
  arn('elasticache', place, `replicationgroup:${id}`);

export const cacheClusterArn = (place: Place, id: string): string => arn('elasticache', place, `cluster:${id}`);

export const topicArn = (place: Place, topicName: string): string => arn('sns', place, topicName);

export const ruleArn = (place: Place, ruleName: string): string => arn('events', place, `rule/${ruleName}`);

export const functionArn = (place: Place, functionName: string): string =>
  arn('lambda', place, `function:${functionName}`);
