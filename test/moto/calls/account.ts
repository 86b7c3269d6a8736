/** What both accounts have, by name. */
export const CLUSTER = 'waooaw-production';
export const SERVICE = 'waooaw-backend';
export const LOG_GROUP = '/ecs/waooaw-backend-production';
export const DATABASE = 'waooaw-postgres-production';
export const CACHE = 'waooaw-redis-production';
export const FUNCTION = 'scale-ecs';
export const SCALABLE = {
  ServiceNamespace: 'ecs',
  ResourceId: `service/${CLUSTER}/${SERVICE}`,
  ScalableDimension: 'ecs:service:DesiredCount',
} as const;
export const CPU = {
  Namespace: 'AWS/ECS',
  MetricName: 'CPUUtilization',
  Dimensions: [
    { Name: 'ClusterName', Value: CLUSTER },
    { Name: 'ServiceName', Value: SERVICE },
  ],
};
/** And what neither has. */
export const NOBODY = 'nobody';
