import * as ecs from '@aws-sdk/client-ecs';
import * as sts from '@aws-sdk/client-sts';
import { CLUSTER, NOBODY, SERVICE } from './account.ts';
import { asking, type EmulatorCall } from './asking.ts';

const askSts = asking('sts', aws => aws.sts);
const askEcs = asking('ecs', aws => aws.ecs);

export const containers: readonly EmulatorCall[] = [
  askSts(sts.GetCallerIdentityCommand, {}),

  askEcs(ecs.ListClustersCommand, {}),
  askEcs(ecs.DescribeClustersCommand, { clusters: [CLUSTER] }),
  askEcs(ecs.DescribeClustersCommand, { clusters: [NOBODY] }, 'no such cluster'),
  askEcs(ecs.ListServicesCommand, { cluster: CLUSTER }),
  askEcs(ecs.ListServicesCommand, { cluster: NOBODY }, 'no such cluster'),
  askEcs(ecs.DescribeServicesCommand, { cluster: CLUSTER, services: [SERVICE] }),
  askEcs(ecs.DescribeServicesCommand, { cluster: CLUSTER, services: [NOBODY] }, 'no such service'),
  askEcs(ecs.DescribeServicesCommand, { cluster: NOBODY, services: [SERVICE] }, 'no such cluster'),
  askEcs(ecs.DescribeServicesCommand, { cluster: CLUSTER, services: [] }, 'an empty list'),
  askEcs(ecs.DescribeTaskDefinitionCommand, { taskDefinition: SERVICE }),
  askEcs(ecs.DescribeTaskDefinitionCommand, { taskDefinition: NOBODY }, 'no such family'),
  askEcs(ecs.ListTasksCommand, { cluster: CLUSTER }),
  askEcs(ecs.ListTasksCommand, { cluster: CLUSTER, serviceName: NOBODY }, 'no such service'),
  askEcs(ecs.DescribeTasksCommand, async aws => ({
    cluster: CLUSTER,
    tasks: (await aws.ecs.send(new ecs.ListTasksCommand({ cluster: CLUSTER }))).taskArns,
  })),
  askEcs(ecs.DescribeTasksCommand, { cluster: CLUSTER, tasks: ['0123456789abcdef0123456789abcdef'] }, 'no such task'),
  askEcs(ecs.UpdateServiceCommand, { cluster: CLUSTER, service: SERVICE, desiredCount: 3 }),
  askEcs(ecs.UpdateServiceCommand, { cluster: CLUSTER, service: NOBODY, desiredCount: 3 }, 'no such service'),
  askEcs(ecs.UpdateServiceCommand, { cluster: NOBODY, service: SERVICE, desiredCount: 3 }, 'no such cluster'),
  askEcs(ecs.UpdateServiceCommand, { cluster: CLUSTER, service: SERVICE, desiredCount: -1 }, 'a negative count'),
];
