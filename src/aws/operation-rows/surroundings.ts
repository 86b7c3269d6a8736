import type { GetServiceQuotaCommandInput, GetServiceQuotaCommandOutput } from '@aws-sdk/client-service-quotas';
import type { surroundingsOperations } from '../../domain/operations/surroundings.ts';
import type { Clients } from '../clients.ts';
import { echoes, onlyAsked } from '../echo.ts';
import { answer, type OperationRows } from '../operation-row.ts';
import { arn, count, list, number, object, optional, text } from '../shape.ts';

const quotas = (clients: Clients) => clients.servicequotas();

const quotaAnswer = answer(
  object({ Quota: object({ QuotaCode: text, Value: number }) }),
  ({ Quota }: GetServiceQuotaCommandOutput, { QuotaCode }: GetServiceQuotaCommandInput) =>
    echoes('quota', Quota?.QuotaCode, QuotaCode),
);

export const surroundingsRows: OperationRows<keyof typeof surroundingsOperations> = {
  'servicequotas:GetServiceQuota': { client: quotas, check: quotaAnswer },
  'servicequotas:GetAWSDefaultServiceQuota': { client: quotas, check: quotaAnswer },
  'ec2:DescribeSubnets': {
    client: clients => clients.ec2(),
    check: answer(
      object({
        Subnets: list(object({ SubnetId: text, AvailabilityZone: text, AvailableIpAddressCount: count })),
      }),
      ({ Subnets = [] }, { SubnetIds }) =>
        onlyAsked(
          Subnets.map(({ SubnetId }) => SubnetId),
          SubnetIds,
        ),
    ),
  },
  'rds:DescribeDBInstances': {
    client: clients => clients.rds(),
    check: answer(
      object({
        // While an instance is being created, little more than its name and its class is known.
        DBInstances: list(object({ DBInstanceIdentifier: text, DBInstanceClass: text, DBInstanceStatus: text })),
      }),
      ({ DBInstances = [] }, { DBInstanceIdentifier }) =>
        onlyAsked(
          DBInstances.map(each => each.DBInstanceIdentifier),
          DBInstanceIdentifier === undefined ? undefined : [DBInstanceIdentifier],
        ),
    ),
  },
  'rds:DescribeDBParameters': {
    client: clients => clients.rds(),
    check: answer(object({ Parameters: list(object({ ParameterName: text, ParameterValue: optional(text) })) })),
  },
  'elasticache:DescribeReplicationGroups': {
    client: clients => clients.elasticache(),
    check: answer(
      object({ ReplicationGroups: list(object({ ReplicationGroupId: text, Status: text, CacheNodeType: text })) }),
      ({ ReplicationGroups = [] }, { ReplicationGroupId }) =>
        onlyAsked(
          ReplicationGroups.map(each => each.ReplicationGroupId),
          ReplicationGroupId === undefined ? undefined : [ReplicationGroupId],
        ),
    ),
  },
  'elasticloadbalancing:DescribeLoadBalancers': {
    client: clients => clients.elasticloadbalancing(),
    check: answer(
      object({ LoadBalancers: list(object({ LoadBalancerArn: arn, LoadBalancerName: text })) }),
      ({ LoadBalancers = [] }, { LoadBalancerArns }) =>
        onlyAsked(
          LoadBalancers.map(({ LoadBalancerArn }) => LoadBalancerArn),
          LoadBalancerArns,
        ),
    ),
  },
};
