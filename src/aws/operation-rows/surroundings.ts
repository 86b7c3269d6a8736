import type { surroundingsOperations } from '../../domain/operations/surroundings.ts';
import type { Clients } from '../clients.ts';
import { type OperationRows, answer } from '../operation-row.ts';
import { arn, count, list, number, object, optional, text } from '../shape.ts';

const quotas = (clients: Clients) => clients.servicequotas();

const quotaAnswer = answer(object({ Quota: object({ QuotaCode: text, Value: number }) }));

export const surroundingsRows: OperationRows<keyof typeof surroundingsOperations> = {
  'servicequotas:GetServiceQuota': { client: quotas, check: quotaAnswer },
  'servicequotas:GetAWSDefaultServiceQuota': { client: quotas, check: quotaAnswer },
  'ec2:DescribeSubnets': {
    client: clients => clients.ec2(),
    check: answer(
      object({
        Subnets: list(object({ SubnetId: text, AvailabilityZone: text, AvailableIpAddressCount: count })),
      }),
    ),
  },
  'rds:DescribeDBInstances': {
    client: clients => clients.rds(),
    check: answer(
      object({
        // While an instance is being created, little more than its name and its class is known.
        DBInstances: list(object({ DBInstanceIdentifier: text, DBInstanceClass: text, DBInstanceStatus: text })),
      }),
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
    ),
  },
  'elasticloadbalancing:DescribeLoadBalancers': {
    client: clients => clients.elasticloadbalancing(),
    check: answer(object({ LoadBalancers: list(object({ LoadBalancerArn: arn, LoadBalancerName: text })) })),
  },
};
