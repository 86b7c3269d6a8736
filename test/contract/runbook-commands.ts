/** One command of the runbook, as printed there, and what AWS makes of it. */
export interface RunbookCommand {
  /** The runbook's section. */
  readonly section: string;
  /** A line for bash, verbatim. */
  readonly command: string;
  /** What AWS gives, in words; for the table in docs. */
  readonly gives: string;
  /** What it prints: on stdout for exit code 0, on stderr otherwise. */
  readonly prints: RegExp;
  /** 0 for success; AWS's errors end the command with 254, and the command's own with 252 (255 and 2 in version 1). */
  readonly exits: 'success' | 'AWS error' | 'usage error';
  /** Where the runbook's words and AWS differ. */
  readonly remark?: string;
}

const target = [
  '--service-namespace ecs',
  '--resource-id service/waooaw-production/waooaw-backend',
  '--scalable-dimension ecs:service:DesiredCount',
].join(' ');

/** In the order of the runbook: each meets the world as the ones before it left it. */
export const runbookCommands: readonly RunbookCommand[] = [
  {
    section: 'Quick Reference',
    command: 'aws ecs update-service --desired-count 6',
    gives: 'a usage error of the command: --service is required',
    prints: /arguments are required: --service/,
    exits: 'usage error',
    remark: 'Without --cluster it would also have meant the cluster `default`.',
  },
  {
    section: 'Quick Reference',
    command: 'aws rds modify-db-instance --db-instance-class',
    gives: 'a usage error of the command: the class is missing',
    prints: /expected one argument/,
    exits: 'usage error',
  },
  {
    section: 'Quick Reference',
    command: 'aws elasticache modify-replication-group --cache-node-type',
    gives: 'a usage error of the command: the node type is missing',
    prints: /expected one argument/,
    exits: 'usage error',
  },
  {
    section: 'Quick Reference',
    command: 'aws application-autoscaling describe-scalable-targets',
    gives: 'a usage error of the command: --service-namespace is required',
    prints: /arguments are required: --service-namespace/,
    exits: 'usage error',
  },
  {
    section: 'Setup Auto-Scaling',
    command: `aws application-autoscaling register-scalable-target ${target} --min-capacity 2 --max-capacity 10`,
    gives: 'success, with the ARN of the target',
    prints: /ScalableTargetARN/,
    exits: 'success',
    remark: 'A present count outside [2, 10] is moved inside at once.',
  },
  {
    section: 'Setup Auto-Scaling',
    command: `aws application-autoscaling put-scaling-policy ${target} --policy-name cpu-scaling --policy-type TargetTrackingScaling --target-tracking-scaling-policy-configuration '{
    "TargetValue": 70.0,
    "PredefinedMetricSpecification": {
      "PredefinedMetricType": "ECSServiceAverageCPUUtilization"
    },
    "ScaleInCooldown": 300,
    "ScaleOutCooldown": 60
  }'`,
    gives: 'success, with the two alarms that the policy made',
    prints: /TargetTracking-service\/waooaw-production\/waooaw-backend-AlarmHigh-/,
    exits: 'success',
  },
  {
    section: 'Setup Auto-Scaling',
    command: `aws application-autoscaling put-scaling-policy ${target} --policy-name request-scaling --policy-type TargetTrackingScaling --target-tracking-scaling-policy-configuration '{
    "TargetValue": 1000.0,
    "PredefinedMetricSpecification": {
      "PredefinedMetricType": "ALBRequestCountPerTarget",
      "ResourceLabel": "app/waooaw-alb/xxx/targetgroup/waooaw-backend/yyy"
    }
  }'`,
    gives: 'ValidationException: the resource label names no load balancer and target group',
    prints: /ValidationException/,
    exits: 'AWS error',
    remark: 'The label has to be found, not typed. Cooldowns that are left out are 300 s each.',
  },
  {
    section: 'Monitor Auto-Scaling',
    command:
      'aws application-autoscaling describe-scalable-targets --service-namespace ecs --resource-ids service/waooaw-production/waooaw-backend',
    gives: 'success: bounds and suspended flags',
    prints: /"MinCapacity": 2/,
    exits: 'success',
    remark: 'A target without policies looks just as healthy here.',
  },
  {
    section: 'Monitor Auto-Scaling',
    command:
      'aws application-autoscaling describe-scaling-activities --service-namespace ecs --resource-id service/waooaw-production/waooaw-backend --max-results 10',
    gives: 'success: the newest activities',
    prints: /ScalingActivities/,
    exits: 'success',
    remark: 'Without --include-not-scaled-activities it never shows what was wanted and not done.',
  },
  {
    section: 'Scale Backend Service',
    command:
      "aws ecs describe-services --cluster waooaw-production --services waooaw-backend --query 'services[0].[desiredCount,runningCount,pendingCount]'",
    gives: 'success: three counts',
    prints: /\[\s*2,\s*2,\s*0\s*\]/,
    exits: 'success',
  },
  {
    section: 'Scale Backend Service',
    command: 'aws ecs update-service --cluster waooaw-production --service waooaw-backend --desired-count 6',
    gives: 'success: desiredCount 6',
    prints: /"desiredCount": 6/,
    exits: 'success',
    remark: 'With low load auto-scaling starts to take it back within minutes.',
  },
  {
    section: 'Scale Backend Service',
    command:
      'aws ecs describe-services --cluster waooaw-production --services waooaw-backend --query "services[0].[desiredCount,runningCount]"',
    gives: 'success: two counts (the command inside `watch`, which never ends by itself)',
    prints: /\[\s*\d+,\s*\d+\s*\]/,
    exits: 'success',
  },
  {
    section: 'Scale Backend Service',
    command: 'aws ecs update-service --cluster waooaw-production --service waooaw-backend --desired-count 2',
    gives: 'success: desiredCount 2, in one jump',
    prints: /"desiredCount": 2/,
    exits: 'success',
  },
  {
    section: 'Scale Agent Service',
    command: 'aws ecs update-service --cluster waooaw-production --service waooaw-agent --desired-count 3',
    gives: 'success: desiredCount 3',
    prints: /"desiredCount": 3/,
    exits: 'success',
  },
  {
    section: 'Scale Agent Service',
    command:
      "aws ecs list-tasks --cluster waooaw-production --service-name waooaw-agent --query 'taskArns' --output table",
    gives: 'success: ARNs only',
    prints: /arn:aws:ecs:us-east-1:123456789012:task\/waooaw-production\//,
    exits: 'success',
    remark: 'It cannot verify the distribution: zones stand in describe-tasks.',
  },
  {
    section: 'Scale Database (RDS)',
    command:
      "aws rds describe-db-instances --db-instance-identifier waooaw-postgres-production --query 'DBInstances[0].DBInstanceClass'",
    gives: 'success: the class',
    prints: /"db\.t3\.medium"/,
    exits: 'success',
  },
  {
    section: 'Scale Database (RDS)',
    command:
      'aws rds modify-db-instance --db-instance-identifier waooaw-postgres-production --db-instance-class db.t3.large --apply-immediately',
    gives: 'success: the new class under PendingModifiedValues',
    prints: /"PendingModifiedValues": \{\s*"DBInstanceClass": "db\.t3\.large"/,
    exits: 'success',
    remark: 'It applies everything else that is pending too, and db.t3.large has no more vCPUs.',
  },
  {
    section: 'Scale Database (RDS)',
    command:
      "aws rds describe-db-instances --db-instance-identifier waooaw-postgres-production --query 'DBInstances[0].[DBInstanceStatus,DBInstanceClass]'",
    gives: 'success: status and class',
    prints: /"(available|modifying)",\s*"db\.t3\.(medium|large)"/,
    exits: 'success',
  },
  {
    section: 'Scale Database (RDS)',
    command:
      'aws rds create-db-instance-read-replica --db-instance-identifier waooaw-postgres-production-replica --source-db-instance-identifier waooaw-postgres-production --db-instance-class db.t3.medium --publicly-accessible false',
    gives: 'a usage error of the command: unknown option `false`',
    prints: /Unknown options: false/,
    exits: 'usage error',
    remark: 'A boolean flag takes no value; --no-publicly-accessible is meant.',
  },
  {
    section: 'Scale Redis (ElastiCache)',
    command:
      'aws elasticache modify-replication-group --replication-group-id waooaw-redis-production --cache-node-type cache.t3.medium --apply-immediately',
    gives: 'success: the group is modifying',
    prints: /"Status": "modifying"/,
    exits: 'success',
    remark: 'Whether that is up or down depends on the present type, which the command does not look at.',
  },
  {
    section: 'Scale Redis (ElastiCache)',
    command:
      'aws elasticache increase-replica-count --replication-group-id waooaw-redis-production --new-replica-count 2 --apply-immediately',
    gives: 'InvalidReplicationGroupState while the change before it runs',
    prints: /InvalidReplicationGroupState/,
    exits: 'AWS error',
    remark: 'It sets replicas per shard and adds no shard.',
  },
  {
    section: 'Current Capacity',
    command: [
      "BACKEND_TASKS=$(aws ecs describe-services --cluster waooaw-production --services waooaw-backend --query 'services[0].runningCount')",
      'echo "Backend capacity: $BACKEND_TASKS tasks"',
      'echo "CPU: $((BACKEND_TASKS * 1)) vCPU"',
      'echo "Memory: $((BACKEND_TASKS * 2)) GB"',
    ].join('\n'),
    gives: 'success: a count and two products',
    prints: /Backend capacity: \d+ tasks\nCPU: \d+ vCPU\nMemory: \d+ GB/,
    exits: 'success',
    remark: 'The size of a task is typed in; the task definition knows it.',
  },
  {
    section: 'Current Capacity',
    command:
      "aws rds describe-db-instances --db-instance-identifier waooaw-postgres-production --query 'DBInstances[0].[DBInstanceClass,AllocatedStorage]'",
    gives: 'success: class and storage',
    prints: /"db\.t3\.(medium|large)",\s*\d+/,
    exits: 'success',
  },
  {
    section: 'Current Capacity',
    command:
      "aws elasticache describe-replication-groups --replication-group-id waooaw-redis-production --query 'ReplicationGroups[0].[CacheNodeType,NumCacheClusters]'",
    gives: 'success, with null in the second place',
    prints: /"cache\.t3\.(small|medium)",\s*null/,
    exits: 'success',
    remark: 'A replication group has no NumCacheClusters; the nodes are its MemberClusters.',
  },
  {
    section: 'Pre-Event Scaling',
    command: 'aws ecs update-service --cluster waooaw-production --service waooaw-backend --desired-count 8',
    gives: 'success: desiredCount 8',
    prints: /"desiredCount": 8/,
    exits: 'success',
  },
  {
    section: 'Pre-Event Scaling',
    command: `aws application-autoscaling deregister-scalable-target ${target}`,
    gives: 'success, in silence',
    prints: /^$/,
    exits: 'success',
    remark: 'It deletes both policies, their alarms and every scheduled action.',
  },
  {
    section: 'Pre-Event Scaling',
    command: `aws application-autoscaling register-scalable-target ${target} --min-capacity 2 --max-capacity 10`,
    gives: 'success',
    prints: /ScalableTargetARN/,
    exits: 'success',
    remark: 'The policies do not come back: nothing scales any more.',
  },
  {
    section: 'Pre-Event Scaling',
    command: 'aws ecs update-service --cluster waooaw-production --service waooaw-backend --desired-count 2',
    gives: 'success: desiredCount 2, in one jump',
    prints: /"desiredCount": 2/,
    exits: 'success',
  },
  {
    section: 'Right-Sizing',
    command: [
      'aws cloudwatch get-metric-statistics --namespace AWS/ECS --metric-name CPUUtilization',
      '--dimensions Name=ServiceName,Value=waooaw-backend Name=ClusterName,Value=waooaw-production',
      "--start-time $(date -u -d '7 days ago' +%Y-%m-%dT%H:%M:%S) --end-time $(date -u +%Y-%m-%dT%H:%M:%S)",
      "--period 3600 --statistics Average --query 'Datapoints[*].Average' --output text |",
      `awk '{sum+=$1; count++} END {print "Average CPU:", sum/count "%"}'`,
    ].join(' '),
    gives: 'success: the average of one hour',
    prints: /^Average CPU: [\d.]+%/,
    exits: 'success',
    remark: 'All hours come on one line, and awk reads the first of them.',
  },
  {
    section: 'Scheduled Scaling',
    command: 'aws events put-rule --name waooaw-scale-down --schedule-expression "cron(0 2 * * ? *)"',
    gives: 'success, with the ARN of the rule',
    prints: /"RuleArn"/,
    exits: 'success',
    remark: 'The hours are UTC.',
  },
  {
    section: 'Scheduled Scaling',
    command: `aws events put-targets --rule waooaw-scale-down --targets "Id"="1","Arn"="arn:aws:lambda:...:function:scale-ecs","Input"='{"count":2}'`,
    gives: 'an error: the shorthand takes no JSON, or the ARN is none',
    prints: /Error parsing parameter|ValidationException/,
    exits: 'AWS error',
    remark: 'With a real ARN the function also needs a permission for events.amazonaws.com.',
  },
  {
    section: 'Scheduled Scaling',
    command: 'aws events put-rule --name waooaw-scale-up --schedule-expression "cron(0 8 * * ? *)"',
    gives: 'success, with the ARN of the rule',
    prints: /"RuleArn"/,
    exits: 'success',
    remark: 'It has no target: it fires into nothing.',
  },
  {
    section: 'Key Metrics',
    command: [
      'aws cloudwatch put-metric-alarm --alarm-name waooaw-high-cpu --alarm-description "Backend CPU > 80%"',
      '--metric-name CPUUtilization --namespace AWS/ECS --statistic Average --period 300 --evaluation-periods 2',
      '--threshold 80 --comparison-operator GreaterThanThreshold --dimensions Name=ServiceName,Value=waooaw-backend',
    ].join(' '),
    gives: 'success, in silence',
    prints: /^$/,
    exits: 'success',
    remark: 'There is no metric with that one dimension: it stays INSUFFICIENT_DATA, and it would notify nobody.',
  },
  {
    section: 'Scaling Alerts',
    command: 'aws sns create-topic --name waooaw-scaling-events',
    gives: 'success, with the ARN of the topic',
    prints: /"TopicArn"/,
    exits: 'success',
    remark: 'Nothing publishes to it.',
  },
  {
    section: 'Scaling Alerts',
    command:
      'aws sns subscribe --topic-arn arn:aws:sns:...:waooaw-scaling-events --protocol https --notification-endpoint https://hooks.slack.com/services/...',
    gives: 'InvalidParameter: the topic ARN is none',
    prints: /InvalidParameter/,
    exits: 'AWS error',
    remark: 'With the real ARN it stays `pending confirmation`: an incoming webhook never confirms.',
  },
  {
    section: 'Scaling Not Working',
    command: 'aws ecs describe-clusters --clusters waooaw-production',
    gives: 'success',
    prints: /"registeredContainerInstancesCount": 0/,
    exits: 'success',
    remark: 'On Fargate it says nothing about capacity.',
  },
  {
    section: 'Scaling Not Working',
    command:
      "aws ecs describe-services --cluster waooaw-production --services waooaw-backend --query 'services[0].events[:5]'",
    gives: 'success: the five newest events',
    prints: /\(service waooaw-backend\)/,
    exits: 'success',
  },
  {
    section: 'Tasks Flapping',
    command:
      "aws ecs list-tasks --cluster waooaw-production --desired-status STOPPED --query 'taskArns[0]' | xargs aws ecs describe-tasks --cluster waooaw-production --tasks",
    gives: 'success: one arbitrary stopped task',
    prints: /"stoppedReason": "Scaling activity initiated by \(deployment ecs-svc\//,
    exits: 'success',
    remark: 'Of any service, and a normal scale-in looks like a failure.',
  },
];
