import type { Deployment as EcsDeployment, Service } from '@aws-sdk/client-ecs';
import type { Fault } from '../../domain/fault.ts';
import { fresh, missing } from '../../domain/observed.ts';
import { outsideText } from '../../domain/outside-text.ts';
import type { Deployment, ServiceCounts, ServiceSnapshot } from '../../domain/snapshot.ts';
import { minutes, seconds } from '../../domain/time.ts';
import { chunksOf, eachOf } from '../pages.ts';
import { type Observation, type ObservationRequest, type Readings, readTogether } from './observation.ts';

/** AWS: DescribeServices takes at most 10 services, all of one cluster. */
const servicesPerCall = 10;

export const counts: Observation<'counts'> = {
  part: 'counts',
  cadenceMs: seconds(5),
  elsewhereEveryMs: minutes(1),
  needs: [],
  uses: [],
  async read(request) {
    const byCluster = Map.groupBy(request.services, ({ cluster }) => cluster);
    const batches = [...byCluster.values()].flatMap(services => chunksOf(services, servicesPerCall));
    const readings = await eachOf(batches, batch => readBatch(request, batch));
    return new Map(readings.flatMap(reading => [...reading]));
  },
};

function readBatch(
  { context: { gateway, clock, mostEvents }, signal }: ObservationRequest,
  batch: readonly ServiceSnapshot[],
): Promise<Readings<'counts'>> {
  return readTogether(batch, async () => {
    const names = batch.map(({ service }) => service);
    const cluster = batch[0]?.cluster;
    const answer = await gateway.read('ecs:DescribeServices', { cluster, services: names }, signal);
    const at = clock.now();
    // By name, never by position: AWS leaves out what it does not find, and promises no order.
    const byName = new Map(answer.services?.map(service => [service.serviceName, service]));
    return ({ service, key }) => {
      const found = byName.get(service);
      return found === undefined ? missing(notThere(key)) : fresh(serviceCounts(found, mostEvents), at);
    };
  });
}

/** AWS answers HTTP 200 with a failure MISSING. */
const notThere = (key: string): Fault => ({
  kind: 'not-found',
  because: `there is no service ${key} in this account and region`,
  nextStep: 'Check the name, the account and the region; `headroom status` lists what is there.',
  operation: 'ecs:DescribeServices',
  code: 'MISSING',
});

const serviceCounts = (service: Service, mostEvents: number): ServiceCounts => ({
  arn: service.serviceArn ?? '',
  createdAt: service.createdAt?.getTime() ?? 0,
  status: outsideText(service.status ?? ''),
  desiredCount: service.desiredCount ?? 0,
  runningCount: service.runningCount ?? 0,
  pendingCount: service.pendingCount ?? 0,
  deployments: (service.deployments ?? []).map(deployment),
  events: (service.events ?? []).slice(0, mostEvents).map(({ id = '', createdAt, message = '' }) => ({
    id: outsideText(id),
    at: createdAt?.getTime() ?? 0,
    message: outsideText(message),
  })),
  taskDefinitionArn: service.taskDefinition ?? '',
  targetGroupArns: (service.loadBalancers ?? []).flatMap(({ targetGroupArn }) => targetGroupArn ?? []),
  subnetIds: service.networkConfiguration?.awsvpcConfiguration?.subnets ?? [],
  capacityProviders: capacityProviders(service),
  schedulingStrategy: outsideText(service.schedulingStrategy ?? 'REPLICA'),
});

/** AWS: a service has a launch type or a strategy of capacity providers, never both. */
const capacityProviders = ({ launchType, capacityProviderStrategy = [] }: Service): readonly string[] =>
  launchType === undefined
    ? capacityProviderStrategy.map(({ capacityProvider = '' }) => outsideText(capacityProvider))
    : [outsideText(launchType)];

const deployment = (from: EcsDeployment): Deployment => ({
  id: outsideText(from.id ?? ''),
  status: outsideText(from.status ?? ''),
  rolloutState: from.rolloutState === undefined ? null : outsideText(from.rolloutState),
  rolloutStateReason: from.rolloutStateReason === undefined ? null : outsideText(from.rolloutStateReason),
  failedTasks: from.failedTasks ?? 0,
});
