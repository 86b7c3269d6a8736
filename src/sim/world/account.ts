/** Whose AWS it is, and where: what every ARN begins with. */
export interface Account {
  readonly accountId: string;
  readonly region: string;
  /** Who the caller of the simulated AWS is said to be; STS answers it. */
  readonly callerArn: string;
  readonly callerUserId: string;
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

export const loadBalancerArn = (place: Place, name: { name: string; id: string }): string =>
  arn('elasticloadbalancing', place, `loadbalancer/app/${name.name}/${name.id}`);

export const targetGroupArn = (place: Place, name: { name: string; id: string }): string =>
  arn('elasticloadbalancing', place, `targetgroup/${name.name}/${name.id}`);
