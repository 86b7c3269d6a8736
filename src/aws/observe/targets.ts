import type { TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import { lastKnown } from '../../domain/observed.ts';
import { outsideText } from '../../domain/outside-text.ts';
import type { TargetGroupHealth } from '../../domain/snapshot.ts';
import { seconds } from '../../domain/time.ts';
import { loadBalancerDimension } from '../arn.ts';
import { type Observation, type ObservationContext, readEach } from './observation.ts';

export const targets: Observation<'targets'> = {
  part: 'targets',
  cadenceMs: seconds(15),
  needs: ['counts'],
  uses: [],
  read(request) {
    const { context, signal } = request;
    return readEach(request, async service => {
      const arns = lastKnown(service.counts)?.targetGroupArns ?? [];
      const groups = await readGroups(context, arns, signal);
      return Promise.all(
        arns.map(async (TargetGroupArn): Promise<TargetGroupHealth> => {
          const answer = await context.gateway.read(
            'elasticloadbalancing:DescribeTargetHealth',
            { TargetGroupArn },
            signal,
          );
          return {
            targetGroupArn: TargetGroupArn,
            name: groups.get(TargetGroupArn)?.name ?? '',
            loadBalancer: groups.get(TargetGroupArn)?.loadBalancer ?? null,
            ...healthOf(answer.TargetHealthDescriptions ?? []),
          };
        }),
      );
    });
  },
};

interface TargetGroupPlace {
  readonly name: string;
  readonly loadBalancer: string | null;
}

async function readGroups(
  { gateway, memory }: ObservationContext,
  arns: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, TargetGroupPlace>> {
  const unknown = arns.filter(arn => !memory.targetGroups.has(arn));
  if (unknown.length === 0) return memory.targetGroups;
  const { TargetGroups = [] } = await gateway.read(
    'elasticloadbalancing:DescribeTargetGroups',
    { TargetGroupArns: unknown },
    signal,
  );
  const places = new Map<string, TargetGroupPlace>(memory.targetGroups);
  for (const { TargetGroupArn = '', TargetGroupName = '', LoadBalancerArns = [] } of TargetGroups) {
    const [balancerArn] = LoadBalancerArns;
    if (balancerArn === undefined) {
      places.set(TargetGroupArn, { name: outsideText(TargetGroupName), loadBalancer: null });
      continue;
    }
    const place = { name: outsideText(TargetGroupName), loadBalancer: loadBalancerDimension(balancerArn) };
    memory.targetGroups.set(TargetGroupArn, place);
    places.set(TargetGroupArn, place);
  }
  return places;
}

type Bucket = 'healthy' | 'initial' | 'unhealthy' | 'draining';

/** AWS: TargetHealth.State. A state that is new to us counts as unhealthy: it is not known to serve. */
const buckets: Readonly<Record<string, Bucket>> = {
  healthy: 'healthy',
  // Health checks are off: the load balancer sends requests there as to a healthy one.
  unavailable: 'healthy',
  initial: 'initial',
  draining: 'draining',
  'unhealthy.draining': 'draining',
  unhealthy: 'unhealthy',
  // Registered, and reached by no listener or in no enabled zone.
  unused: 'unhealthy',
};

function healthOf(
  descriptions: readonly TargetHealthDescription[],
): Pick<TargetGroupHealth, Bucket | 'unhealthyReasons'> {
  const byBucket = Map.groupBy(descriptions, ({ TargetHealth }) => buckets[TargetHealth?.State ?? ''] ?? 'unhealthy');
  const inBucket = (bucket: Bucket): number => byBucket.get(bucket)?.length ?? 0;
  return {
    healthy: inBucket('healthy'),
    initial: inBucket('initial'),
    unhealthy: inBucket('unhealthy'),
    draining: inBucket('draining'),
    unhealthyReasons: [...new Set((byBucket.get('unhealthy') ?? []).map(reasonOf))],
  };
}

const reasonOf = ({ TargetHealth }: TargetHealthDescription): string =>
  outsideText(
    [TargetHealth?.Reason, TargetHealth?.Description].filter(part => part !== undefined && part !== '').join(': ') ||
      (TargetHealth?.State ?? 'no reason given'),
    200,
  );
