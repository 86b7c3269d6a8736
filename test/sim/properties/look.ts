import {
  DescribeScalableTargetsCommand,
  DescribeScalingActivitiesCommand,
  DescribeScalingPoliciesCommand,
  type ScalableTarget,
  type ScalingActivity,
  type ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import { DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import {
  type Cluster,
  DescribeClustersCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ListTasksCommand,
  type Service,
  type Task,
} from '@aws-sdk/client-ecs';
import { DescribeTargetHealthCommand, type TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Simulator } from '../../../src/sim/simulator.ts';
import { allPages, ask } from './ask.ts';

export const CLUSTER = 'waooaw-production';
export const SERVICES = ['waooaw-backend', 'waooaw-agent'] as const;
export type ServiceName = (typeof SERVICES)[number];

export const resourceId = (service: string): string => `service/${CLUSTER}/${service}`;

/** What AWS's operations say of one service at one moment. */
export interface ServiceLook {
  readonly name: ServiceName;
  readonly service: Service;
  /** Of either desired status. */
  readonly tasks: readonly Task[];
  /** A worker has none. */
  readonly targets: readonly TargetHealthDescription[] | undefined;
  readonly scalableTarget: ScalableTarget | undefined;
  readonly policies: readonly ScalingPolicy[];
  /** Newest first; the latest fifty, those that scaled nothing left out. */
  readonly activities: readonly ScalingActivity[];
}

/** What AWS's operations say at one moment. */
export interface Look {
  readonly at: number;
  /** Whether nothing happened at this very instant: whoever measured then saw what this look saw. */
  readonly isClear: boolean;
  readonly cluster: Cluster;
  readonly services: readonly ServiceLook[];
  readonly alarms: ReadonlyMap<string, MetricAlarm>;
}

/** All that the world measures of its tasks and targets. */
export const measurable = ({ world: { ecs, loadBalancing } }: Simulator): string =>
  [
    ...ecs.tasks().map(({ lastStatus }) => lastStatus),
    ...[...loadBalancing.targetGroups.values()].flatMap(({ targets }) => targets.map(({ state }) => state)),
  ].join();

export const takeLook = (simulator: Simulator): Omit<Look, 'isClear'> => {
  const [cluster] = ask(simulator, DescribeClustersCommand, { clusters: [CLUSTER] }).clusters ?? [];
  if (cluster === undefined) throw new Error(`there is no cluster ${CLUSTER}`);
  const alarms = allPages(NextToken => {
    const { MetricAlarms, NextToken: next } = ask(simulator, DescribeAlarmsCommand, { NextToken });
    return { items: MetricAlarms, next };
  });
  return {
    at: simulator.world.clock.now,
    cluster,
    services: SERVICES.map(name => lookAtService(simulator, name)),
    alarms: new Map(alarms.map(alarm => [alarm.AlarmName ?? '', alarm])),
  };
};

const lookAtService = (simulator: Simulator, name: ServiceName): ServiceLook => {
  const [service] = ask(simulator, DescribeServicesCommand, { cluster: CLUSTER, services: [name] }).services ?? [];
  if (service === undefined) throw new Error(`there is no service ${name}`);
  const scaling = {
    ServiceNamespace: 'ecs',
    ResourceId: resourceId(name),
    ScalableDimension: 'ecs:service:DesiredCount',
  } as const;
  const TargetGroupArn = service.loadBalancers?.[0]?.targetGroupArn;
  return {
    name,
    service,
    tasks: [...tasksOf(simulator, name, 'RUNNING'), ...tasksOf(simulator, name, 'STOPPED')],
    targets: TargetGroupArn ? targetsOf(simulator, TargetGroupArn) : undefined,
    scalableTarget: ask(simulator, DescribeScalableTargetsCommand, {
      ServiceNamespace: 'ecs',
      ResourceIds: [resourceId(name)],
    }).ScalableTargets?.[0],
    policies: ask(simulator, DescribeScalingPoliciesCommand, scaling).ScalingPolicies ?? [],
    activities: ask(simulator, DescribeScalingActivitiesCommand, scaling).ScalingActivities ?? [],
  };
};

const targetsOf = (simulator: Simulator, TargetGroupArn: string): ServiceLook['targets'] =>
  ask(simulator, DescribeTargetHealthCommand, { TargetGroupArn }).TargetHealthDescriptions;

const tasksOf = (simulator: Simulator, serviceName: string, desiredStatus: 'RUNNING' | 'STOPPED'): readonly Task[] => {
  const arns = allPages(nextToken => {
    const input = { cluster: CLUSTER, serviceName, desiredStatus, nextToken };
    const { taskArns, nextToken: next } = ask(simulator, ListTasksCommand, input);
    return { items: taskArns, next };
  });
  const tasks: Task[] = [];
  for (let from = 0; from < arns.length; from += 100) {
    const input = { cluster: CLUSTER, tasks: arns.slice(from, from + 100) };
    tasks.push(...(ask(simulator, DescribeTasksCommand, input).tasks ?? []));
  }
  return tasks;
};

/** Activities that `before` did not know yet, oldest first. */
export const newActivities = (before: ServiceLook, now: ServiceLook): readonly ScalingActivity[] => {
  const known = new Set(before.activities.map(({ ActivityId }) => ActivityId));
  return now.activities.filter(({ ActivityId }) => !known.has(ActivityId)).toReversed();
};

/** The vCPUs of all tasks that have not stopped. */
export const vcpusIn = ({ services }: Look): number =>
  services
    .flatMap(({ tasks }) => tasks)
    .filter(({ lastStatus }) => lastStatus !== 'STOPPED')
    .reduce((sum, { cpu }) => sum + Number(cpu) / 1024, 0);
