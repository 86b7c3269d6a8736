/** The clients that every session needs, with what they share: in one piece, because all of them are needed soon. */
export { clientConfig } from '../client-config.ts';
export { openApplicationAutoScaling } from './application-auto-scaling.ts';
export { openCloudWatch } from './cloudwatch.ts';
export { openEcs } from './ecs.ts';
export { openElasticLoadBalancing } from './elastic-load-balancing.ts';
export { openSts } from './sts.ts';
