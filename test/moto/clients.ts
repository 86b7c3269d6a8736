import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { RDSClient } from '@aws-sdk/client-rds';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SNSClient } from '@aws-sdk/client-sns';
import { STSClient } from '@aws-sdk/client-sts';

export const REGION = 'us-east-1';

export type AwsClients = ReturnType<typeof clientsAt>;

/** The real SDK's clients of every service, at an emulator on this machine. */
export function clientsAt(endpoint: string) {
  const configuration = {
    endpoint,
    region: REGION,
    credentials: { accessKeyId: 'AKIASIMULATED', secretAccessKey: 'simulated' },
    maxAttempts: 1,
  };
  const clients = {
    ecs: new ECSClient(configuration),
    scaling: new ApplicationAutoScalingClient(configuration),
    cloudWatch: new CloudWatchClient(configuration),
    elb: new ElasticLoadBalancingV2Client(configuration),
    elastiCache: new ElastiCacheClient(configuration),
    rds: new RDSClient(configuration),
    sts: new STSClient(configuration),
    sns: new SNSClient(configuration),
    events: new EventBridgeClient(configuration),
    lambda: new LambdaClient(configuration),
    logs: new CloudWatchLogsClient(configuration),
    quotas: new ServiceQuotasClient(configuration),
    ec2: new EC2Client(configuration),
    iam: new IAMClient(configuration),
  };
  return {
    ...clients,
    destroy() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}
