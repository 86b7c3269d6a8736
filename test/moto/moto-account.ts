import { PutScalingPolicyCommand, RegisterScalableTargetCommand } from '@aws-sdk/client-application-auto-scaling';
import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DescribeSecurityGroupsCommand, DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
} from '@aws-sdk/client-ecs';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateReplicationGroupCommand } from '@aws-sdk/client-elasticache';
import { CreateAccountAliasCommand, CreateRoleCommand } from '@aws-sdk/client-iam';
import { CreateFunctionCommand } from '@aws-sdk/client-lambda';
import { CreateDBInstanceCommand } from '@aws-sdk/client-rds';
import { CACHE, CLUSTER, CPU, DATABASE, FUNCTION, LOG_GROUP, SCALABLE, SERVICE } from './calls/account.ts';
import { type AwsClients, REGION } from './clients.ts';

/** Makes in an empty account what the opening world `waooaw-production` has, as far as an emulator lets itself be filled. */
export async function openWaooawAccount(aws: AwsClients): Promise<void> {
  const { Subnets = [] } = await aws.ec2.send(new DescribeSubnetsCommand({}));
  const subnets = Subnets.slice(0, 3).flatMap(({ SubnetId }) => SubnetId ?? []);
  const { SecurityGroups = [] } = await aws.ec2.send(new DescribeSecurityGroupsCommand({}));
  const securityGroups = SecurityGroups.flatMap(({ GroupId }) => GroupId ?? []);
  const targetGroupArn = await openLoadBalancer(aws, subnets, securityGroups, Subnets[0]?.VpcId);
  await openServices(aws, { subnets, securityGroups }, targetGroupArn);
  await openScaling(aws);
  await aws.rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: DATABASE,
      DBInstanceClass: 'db.t3.medium',
      DBName: 'waooaw',
      Engine: 'postgres',
      MasterUsername: 'waooaw',
      MasterUserPassword: 'not-a-secret',
      AllocatedStorage: 100,
      BackupRetentionPeriod: 7,
      StorageType: 'gp3',
    }),
  );
  await aws.elastiCache.send(
    new CreateReplicationGroupCommand({
      ReplicationGroupId: CACHE,
      ReplicationGroupDescription: 'Sessions and cached reads of waooaw production',
      CacheNodeType: 'cache.t3.small',
      Engine: 'redis',
      NumCacheClusters: 2,
      AutomaticFailoverEnabled: true,
      MultiAZEnabled: true,
    }),
  );
  await openLogs(aws);
  await openFunction(aws);
  await aws.iam.send(new CreateAccountAliasCommand({ AccountAlias: 'waooaw' }));
}

async function openLoadBalancer(
  { elb }: AwsClients,
  subnets: string[],
  securityGroups: string[],
  VpcId: string | undefined,
): Promise<string> {
  const { LoadBalancers = [] } = await elb.send(
    new CreateLoadBalancerCommand({ Name: 'waooaw-alb', Subnets: subnets, SecurityGroups: securityGroups }),
  );
  const { TargetGroups = [] } = await elb.send(
    new CreateTargetGroupCommand({
      Name: SERVICE,
      Protocol: 'HTTP',
      Port: 8080,
      VpcId,
      TargetType: 'ip',
      HealthCheckPath: '/health',
    }),
  );
  const [arn, LoadBalancerArn] = [TargetGroups[0]?.TargetGroupArn, LoadBalancers[0]?.LoadBalancerArn];
  if (arn === undefined || LoadBalancerArn === undefined) throw new Error('the load balancer has no ARN');
  await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: arn }],
    }),
  );
  await elb.send(new RegisterTargetsCommand({ TargetGroupArn: arn, Targets: [{ Id: '172.31.0.10', Port: 8080 }] }));
  return arn;
}

async function openServices(
  { ecs }: AwsClients,
  network: { subnets: string[]; securityGroups: string[] },
  targetGroupArn: string,
): Promise<void> {
  await ecs.send(new CreateClusterCommand({ clusterName: CLUSTER }));
  const taskDefinition = SERVICE;
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: taskDefinition,
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      cpu: '1024',
      memory: '2048',
      executionRoleArn: 'arn:aws:iam::123456789012:role/ecsTaskExecutionRole',
      containerDefinitions: [
        {
          name: SERVICE,
          image: 'waooaw-backend:2026.11.42',
          // Its RunTask fails without them, though a Fargate task needs them only as a whole.
          cpu: 1024,
          memory: 2048,
          essential: true,
          portMappings: [{ containerPort: 8080 }],
          logConfiguration: {
            logDriver: 'awslogs',
            options: {
              'awslogs-group': LOG_GROUP,
              'awslogs-region': REGION,
              'awslogs-stream-prefix': 'ecs',
            },
          },
        },
      ],
    }),
  );
  const networkConfiguration = { awsvpcConfiguration: network };
  await ecs.send(
    new CreateServiceCommand({
      cluster: CLUSTER,
      serviceName: SERVICE,
      taskDefinition,
      desiredCount: 2,
      launchType: 'FARGATE',
      networkConfiguration,
      loadBalancers: [{ targetGroupArn, containerName: SERVICE, containerPort: 8080 }],
    }),
  );
  // Its services never start tasks of their own.
  await ecs.send(
    new RunTaskCommand({ cluster: CLUSTER, taskDefinition, count: 2, launchType: 'FARGATE', networkConfiguration }),
  );
}

async function openScaling({ scaling, cloudWatch }: AwsClients): Promise<void> {
  await scaling.send(new RegisterScalableTargetCommand({ ...SCALABLE, MinCapacity: 2, MaxCapacity: 10 }));
  await scaling.send(
    new PutScalingPolicyCommand({
      ...SCALABLE,
      PolicyName: 'cpu-scaling',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 70,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
        ScaleOutCooldown: 60,
        ScaleInCooldown: 300,
      },
    }),
  );
  await scaling.send(
    new PutScalingPolicyCommand({
      ...SCALABLE,
      PolicyName: 'request-scaling',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 1000,
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'ALBRequestCountPerTarget',
          ResourceLabel: 'app/waooaw-alb/e14843e4657dc2f5/targetgroup/waooaw-backend/2c897eb37e452d10',
        },
      },
    }),
  );
  const now = Date.now();
  await cloudWatch.send(
    new PutMetricDataCommand({
      Namespace: CPU.Namespace,
      MetricData: Array.from({ length: 30 }, (_, minute) => ({
        MetricName: CPU.MetricName,
        Dimensions: CPU.Dimensions,
        Timestamp: new Date(now - minute * 60_000),
        Value: 30,
        Unit: 'Percent',
      })),
    }),
  );
}

async function openLogs({ logs }: AwsClients): Promise<void> {
  const logGroupName = LOG_GROUP;
  const logStreamName = 'ecs/waooaw-backend/1';
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 30 }));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  const timestamp = Date.now() - 60_000;
  await logs.send(
    new PutLogEventsCommand({ logGroupName, logStreamName, logEvents: [{ timestamp, message: 'ERROR it happened' }] }),
  );
}

async function openFunction({ lambda, iam }: AwsClients): Promise<void> {
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: 'scale-ecs',
      AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
    }),
  );
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: FUNCTION,
      Runtime: 'python3.12',
      Role: Role?.Arn,
      Handler: 'index.handler',
      Code: { ZipFile: new Uint8Array([0x50, 0x4b, 5, 6, ...new Array<number>(18).fill(0)]) },
    }),
  );
}
