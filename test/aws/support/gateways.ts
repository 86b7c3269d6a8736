import type { RequestLimits } from '../../../src/aws/request.ts';
import { createGateway, type OpenGateway } from '../../../src/aws/sdk.ts';
import type { Effect } from '../../../src/domain/operations.ts';

/** Long enough for a loaded machine to answer, short enough to wait for a server that never does. */
const shortLimits: RequestLimits = {
  connectionMs: 400,
  requestMs: 400,
  socketMs: 400,
  totalMs: { read: 5_000, poll: 5_000, write: 5_000 },
};

/** A gateway to a local server, with credentials that mean nothing. */
export const gatewayTo = (endpoint: string, limits: RequestLimits = shortLimits): OpenGateway =>
  createGateway({
    region: 'us-east-1',
    endpoint,
    limits,
    credentials: { accessKeyId: 'TEST', secretAccessKey: 'TEST' },
  });

export const scaleBackend: Effect = {
  operation: 'ecs:UpdateService',
  input: { cluster: 'production', service: 'backend', desiredCount: 6 },
};

export const raiseFloor: Effect = {
  operation: 'application-autoscaling:RegisterScalableTarget',
  input: {
    ServiceNamespace: 'ecs',
    ResourceId: 'service/production/backend',
    ScalableDimension: 'ecs:service:DesiredCount',
    MinCapacity: 6,
  },
};

/** ECS's answer to `scaleBackend`, with what a test wants changed. */
export const serviceAnswer = (changes: object = {}): object => ({
  serviceArn: 'arn:aws:ecs:us-east-1:123456789012:service/production/backend',
  serviceName: 'backend',
  clusterArn: 'arn:aws:ecs:us-east-1:123456789012:cluster/production',
  status: 'ACTIVE',
  desiredCount: 6,
  runningCount: 2,
  pendingCount: 4,
  taskDefinition: 'arn:aws:ecs:us-east-1:123456789012:task-definition/backend:7',
  createdAt: 1_760_000_000,
  deployments: [],
  events: [],
  loadBalancers: [],
  ...changes,
});
