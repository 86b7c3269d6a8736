import type { ScalingPolicy } from '@aws-sdk/client-application-auto-scaling';
import { allPages, eachOf } from '../pages.ts';
import type { ObservationContext } from './observation.ts';

/** Each of these takes a resource of an ECS service. */
export const ecsServices = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;

/**
 * The policies of these scalable targets, and perhaps of others. DescribeScalingPolicies takes one resource or none, and
 * a page has at most 10: what takes fewer requests is tried, and what a region took is remembered.
 *
 * @param resourceIds only those that are registered: without a target there is no policy
 */
export async function readPolicies(
  context: ObservationContext,
  resourceIds: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly ScalingPolicy[]> {
  if (resourceIds.length > context.memory.policyPages) {
    const all = await policiesOfRegion(context, resourceIds.length, signal);
    if (all !== undefined) return all;
  }
  return (await eachOf(resourceIds, resourceId => policyPages(context, resourceId, signal))).flat();
}

/** Undefined when there are more pages than `most`. */
async function policiesOfRegion(
  context: ObservationContext,
  most: number,
  signal: AbortSignal | undefined,
): Promise<readonly ScalingPolicy[] | undefined> {
  let pages = 0;
  let gaveUp = false;
  const policies = await allPages(async token => {
    pages += 1;
    gaveUp = pages > most;
    return gaveUp ? { items: [], next: undefined } : policyPage(context, undefined, token, signal);
  }, most + 1);
  context.memory.policyPages = pages;
  return gaveUp ? undefined : policies;
}

const policyPages = (
  context: ObservationContext,
  resourceId: string,
  signal: AbortSignal | undefined,
): Promise<readonly ScalingPolicy[]> => allPages(token => policyPage(context, resourceId, token, signal));

async function policyPage(
  { gateway }: ObservationContext,
  ResourceId: string | undefined,
  NextToken: string | undefined,
  signal: AbortSignal | undefined,
): Promise<{ readonly items: readonly ScalingPolicy[]; readonly next: string | undefined }> {
  const page = await gateway.read(
    'application-autoscaling:DescribeScalingPolicies',
    // A dimension may only be named together with a resource.
    ResourceId === undefined ? { ServiceNamespace: 'ecs', NextToken } : { ...ecsServices, ResourceId, NextToken },
    signal,
  );
  return { items: page.ScalingPolicies ?? [], next: page.NextToken };
}
