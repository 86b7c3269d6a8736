import type { WarmUpStep } from '../../domain/plan.ts';
import { seconds } from '../../domain/time.ts';
import type { EventService } from './situation.ts';

export interface WarmUpAsked {
  /** A path, asked for through the load balancer, or a whole URL. */
  readonly warmUp: string;
  readonly warmUpRequests: number;
}

/** The warm-up, none because none is wanted, or why there is none: a full sentence. */
export interface WarmUp {
  readonly steps: readonly WarmUpStep[];
  readonly without?: string;
}

const everyMs = seconds(0.5);

export function warmUpOf({ service, counts }: EventService, { warmUp, warmUpRequests }: WarmUpAsked): WarmUp {
  if (warmUpRequests === 0) return { steps: [] };
  const [balancer] = service.loadBalancers.state === 'fresh' ? service.loadBalancers.value : [];
  const throughLoadBalancer = balancer && `http://${balancer.dnsName}${warmUp}`;
  const url = warmUp.startsWith('/') ? throughLoadBalancer : warmUp;
  if (url === undefined) {
    const why =
      counts.targetGroupArns.length === 0
        ? `${service.service} has no load balancer`
        : `the load balancer of ${service.service} cannot be read`;
    return { steps: [], without: `There is no warm-up, because ${why}: name a whole URL with --warm-up.` };
  }
  return {
    steps: [
      {
        kind: 'warm-up',
        id: 'warm-up',
        title: `Warm up with ${warmUpRequests} ${warmUpRequests === 1 ? 'request' : 'requests'}`,
        url,
        requests: warmUpRequests,
        everyMs,
        stopAbovePercent: null,
      },
    ],
  };
}
