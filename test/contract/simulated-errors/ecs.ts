import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ListServicesCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { BACKEND, CLUSTER, type ErrorRow } from './error-row.ts';

const update = { cluster: CLUSTER, service: BACKEND };

export const ecsErrors: readonly ErrorRow[] = [
  {
    fact: '4.3',
    operation: 'ecs:UpdateService',
    when: 'the cluster is of another region or account, or was left out',
    name: 'ClusterNotFoundException',
    status: 400,
    text: 'Cluster not found.',
    provoke: ({ ecs }) => ecs.send(new UpdateServiceCommand({ service: BACKEND, desiredCount: 6 })),
  },
  {
    fact: '4.3',
    operation: 'ecs:UpdateService',
    when: 'there is no such service',
    name: 'ServiceNotFoundException',
    status: 400,
    text: 'Service not found.',
    provoke: ({ ecs }) => ecs.send(new UpdateServiceCommand({ ...update, service: 'ghost', desiredCount: 6 })),
  },
  {
    fact: '4.3',
    operation: 'ecs:UpdateService',
    when: 'the count is negative',
    name: 'InvalidParameterException',
    status: 400,
    text: 'desiredCount must be a non-negative integer.',
    provoke: ({ ecs }) => ecs.send(new UpdateServiceCommand({ ...update, desiredCount: -1 })),
  },
  {
    fact: '4.3',
    operation: 'ecs:DescribeServices',
    when: 'more than ten services are asked for at once',
    name: 'InvalidParameterException',
    status: 400,
    text: 'Services can have at most 10 items.',
    provoke: ({ ecs }) =>
      ecs.send(new DescribeServicesCommand({ cluster: CLUSTER, services: Array.from({ length: 11 }, () => BACKEND) })),
  },
  {
    operation: 'ecs:ListServices',
    when: 'the token is of another list',
    name: 'InvalidParameterException',
    status: 400,
    text: 'Invalid token',
    provoke: ({ ecs }) => ecs.send(new ListServicesCommand({ cluster: CLUSTER, nextToken: 'nonsense' })),
  },
  {
    fact: '4.3',
    operation: 'ecs:DescribeTaskDefinition',
    when: 'there is no such task definition',
    name: 'ClientException',
    status: 400,
    text: 'Unable to describe task definition.',
    provoke: ({ ecs }) => ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'ghost:1' })),
  },
  {
    fact: '4.3',
    operation: 'ecs:UpdateService',
    when: 'the simulation cannot carry the change out',
    name: 'UnsupportedFeatureException',
    status: 400,
    text: 'The simulated AWS cannot change platformVersion of a service.',
    provoke: ({ ecs }) => ecs.send(new UpdateServiceCommand({ ...update, platformVersion: '1.3.0' })),
  },
  {
    fact: '4.3',
    operation: 'ecs:DescribeServices',
    when: 'calls come too fast',
    name: 'ThrottlingException',
    status: 400,
    text: 'Rate exceeded',
    provoke: ({ ecs, simulator }) => {
      simulator.perform({ add: { effect: { kind: 'throttle' } } });
      return ecs.send(new DescribeServicesCommand({ cluster: CLUSTER, services: [BACKEND] }));
    },
  },
  {
    fact: '4.3',
    operation: 'ecs:DescribeServices',
    when: 'AWS fails by itself',
    name: 'ServerException',
    status: 500,
    text: 'The request processing has failed because of an unknown error, exception or failure.',
    provoke: ({ ecs, simulator }) => {
      simulator.perform({ add: { effect: { kind: 'server-error', status: 500, applied: false } } });
      return ecs.send(new DescribeServicesCommand({ cluster: CLUSTER, services: [BACKEND] }));
    },
  },
  {
    fact: '4.3',
    operation: 'ecs:DescribeServices',
    when: 'AWS is overloaded',
    name: 'ServiceUnavailable',
    status: 503,
    text: 'Service is unable to handle request.',
    provoke: ({ ecs, simulator }) => {
      simulator.perform({ add: { effect: { kind: 'server-error', status: 503, applied: false } } });
      return ecs.send(new DescribeServicesCommand({ cluster: CLUSTER, services: [BACKEND] }));
    },
  },
  {
    fact: '4.3',
    operation: 'ecs:UpdateService',
    when: 'no policy allows it',
    name: 'AccessDeniedException',
    status: 403,
    text: 'User: arn:aws:sts::123456789012:assumed-role/headroom-operator/simulated is not authorized to perform: ecs:UpdateService on resource: arn:aws:ecs:us-east-1:123456789012:service/waooaw-production/waooaw-backend because no identity-based policy allows the ecs:UpdateService action',
    provoke: ({ ecs, simulator }) => {
      simulator.perform({ add: { match: { operation: 'UpdateService' }, effect: { kind: 'access-denied' } } });
      return ecs.send(new UpdateServiceCommand({ ...update, desiredCount: 6 }));
    },
  },
  {
    fact: '4.3',
    operation: 'ecs:UpdateService',
    when: 'the organisation forbids it',
    name: 'AccessDeniedException',
    status: 403,
    text: 'User: arn:aws:sts::123456789012:assumed-role/headroom-operator/simulated is not authorized to perform: ecs:UpdateService on resource: arn:aws:ecs:us-east-1:123456789012:service/waooaw-production/waooaw-backend with an explicit deny in a service control policy',
    provoke: ({ ecs, simulator }) => {
      simulator.perform({ add: { effect: { kind: 'access-denied', by: 'service control policy' } } });
      return ecs.send(new UpdateServiceCommand({ ...update, desiredCount: 6 }));
    },
  },
  {
    fact: '4.2',
    operation: 'ecs:DescribeServices',
    when: 'the session has expired',
    name: 'ExpiredTokenException',
    status: 400,
    text: 'The security token included in the request is expired',
    provoke: ({ ecs, simulator }) => {
      simulator.perform({ add: { effect: { kind: 'expired-token' } } });
      return ecs.send(new DescribeServicesCommand({ cluster: CLUSTER, services: [BACKEND] }));
    },
  },
];
