import type { ClientConfig } from './client-config.ts';
import type { Service, ServiceClient } from './service-client.ts';

/** The clients of one configuration, each loaded and opened when it is first asked for, and only once. */
export type Clients = { readonly [Name in Service]: () => Promise<ServiceClient<Name>> } & {
  /** Closes the connections; without it their keep-alive holds the process. */
  destroy(): void;
};

// One import() for what every session asks, and one per service for the others: each becomes a chunk of its own, and what a
// command does not need is never parsed.
const polled = (): Promise<typeof import('./clients/polled.ts')> => import('./clients/polled.ts');

/** What clients are configured with comes in one piece with those that every session needs. */
export const loadClientConfig = async () => (await polled()).clientConfig;

export function createClients(config: () => Promise<ClientConfig>): Clients {
  const opened: { destroy(): void }[] = [];

  function once<Client extends { destroy(): void }>(open: () => Promise<Client>): () => Promise<Client> {
    let client: Promise<Client> | undefined;
    return () => {
      client ??= open().then(
        ready => {
          opened.push(ready);
          return ready;
        },
        (error: unknown) => {
          // A failed start is not the client's state: the next request tries again.
          client = undefined;
          throw error;
        },
      );
      return client;
    };
  }

  return {
    sts: once(async () => (await polled()).openSts(await config())),
    ecs: once(async () => (await polled()).openEcs(await config())),
    'application-autoscaling': once(async () => (await polled()).openApplicationAutoScaling(await config())),
    cloudwatch: once(async () => (await polled()).openCloudWatch(await config())),
    elasticloadbalancing: once(async () => (await polled()).openElasticLoadBalancing(await config())),
    sns: once(async () => (await import('./clients/sns.ts')).openSns(await config())),
    events: once(async () => (await import('./clients/event-bridge.ts')).openEventBridge(await config())),
    lambda: once(async () => (await import('./clients/lambda.ts')).openLambda(await config())),
    servicequotas: once(async () => (await import('./clients/service-quotas.ts')).openServiceQuotas(await config())),
    ec2: once(async () => (await import('./clients/ec2.ts')).openEc2(await config())),
    rds: once(async () => (await import('./clients/rds.ts')).openRds(await config())),
    elasticache: once(async () => (await import('./clients/elasticache.ts')).openElastiCache(await config())),
    destroy() {
      for (const client of opened.splice(0)) client.destroy();
    },
  };
}
