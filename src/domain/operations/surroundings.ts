import type { DescribeSubnetsCommandInput, DescribeSubnetsCommandOutput } from '@aws-sdk/client-ec2';
import type {
  DescribeLoadBalancersCommandInput,
  DescribeLoadBalancersCommandOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type {
  DescribeReplicationGroupsCommandInput,
  DescribeReplicationGroupsCommandOutput,
} from '@aws-sdk/client-elasticache';
import type {
  DescribeDBInstancesCommandInput,
  DescribeDBInstancesCommandOutput,
  DescribeDBParametersCommandInput,
  DescribeDBParametersCommandOutput,
} from '@aws-sdk/client-rds';
import type {
  GetAWSDefaultServiceQuotaCommandInput,
  GetAWSDefaultServiceQuotaCommandOutput,
  GetServiceQuotaCommandInput,
  GetServiceQuotaCommandOutput,
} from '@aws-sdk/client-service-quotas';
import { read } from './operation.ts';

/** What services share and may run out of: quotas, addresses, connections, memory. */
export const surroundingsOperations = {
  'servicequotas:GetServiceQuota': read<GetServiceQuotaCommandInput, GetServiceQuotaCommandOutput>(
    'service-quotas get-service-quota',
  ),
  'servicequotas:GetAWSDefaultServiceQuota': read<
    GetAWSDefaultServiceQuotaCommandInput,
    GetAWSDefaultServiceQuotaCommandOutput
  >('service-quotas get-aws-default-service-quota'),
  'ec2:DescribeSubnets': read<DescribeSubnetsCommandInput, DescribeSubnetsCommandOutput>('ec2 describe-subnets'),
  'rds:DescribeDBInstances': read<DescribeDBInstancesCommandInput, DescribeDBInstancesCommandOutput>(
    'rds describe-db-instances',
  ),
  'rds:DescribeDBParameters': read<DescribeDBParametersCommandInput, DescribeDBParametersCommandOutput>(
    'rds describe-db-parameters',
  ),
  'elasticache:DescribeReplicationGroups': read<
    DescribeReplicationGroupsCommandInput,
    DescribeReplicationGroupsCommandOutput
  >('elasticache describe-replication-groups'),
  'elasticloadbalancing:DescribeLoadBalancers': read<
    DescribeLoadBalancersCommandInput,
    DescribeLoadBalancersCommandOutput
  >('elbv2 describe-load-balancers'),
};
