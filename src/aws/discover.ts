import { outsideText } from '../domain/outside-text.ts';
import type { Gateway } from '../domain/ports.ts';
import { isPlainKey, oddityOf } from '../domain/resource-name.ts';
import { type ServiceKey, serviceKey } from '../domain/snapshot.ts';
import { lastSegment } from './arn.ts';
import { allPages, eachOf } from './pages.ts';

export interface Discovery {
  /** In alphabetical order, clusters together. */
  readonly services: readonly ServiceKey[];
  /** What was left out, and why; each a full sentence. */
  readonly notes: readonly string[];
}

/**
 * Finds the services of an account that nobody configured.
 *
 * @param clusters only these; all clusters of the region when left out
 * @throws FaultError
 */
export async function discoverServices(
  gateway: Gateway,
  clusters?: readonly string[],
  signal?: AbortSignal,
): Promise<Discovery> {
  const names = clusters ?? (await clusterArns(gateway, signal)).map(lastSegment);
  const found = await eachOf(names, async cluster =>
    (await serviceArns(gateway, cluster, signal)).map(arn => serviceKey(cluster, lastSegment(arn))),
  );
  const keys = found.flat().toSorted();
  return {
    services: keys.filter(isPlainKey),
    notes: keys.flatMap(key => {
      const odd = oddityOf(key);
      return odd === undefined
        ? []
        : `${outsideText(key, 200)} is left out, because its name may imitate another: ${odd}.`;
    }),
  };
}

const clusterArns = (gateway: Gateway, signal?: AbortSignal): Promise<readonly string[]> =>
  allPages(async nextToken => {
    const page = await gateway.read('ecs:ListClusters', { maxResults: 100, nextToken }, signal);
    return { items: page.clusterArns ?? [], next: page.nextToken };
  });

const serviceArns = (gateway: Gateway, cluster: string, signal?: AbortSignal): Promise<readonly string[]> =>
  allPages(async nextToken => {
    const page = await gateway.read('ecs:ListServices', { cluster, maxResults: 100, nextToken }, signal);
    return { items: page.serviceArns ?? [], next: page.nextToken };
  });
