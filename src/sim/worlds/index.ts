import { MINUTE } from '../world/clock.ts';
import type { World } from '../world/world.ts';
import { openManyServices } from './many-services.ts';
import { type OpeningOptions, openWaooawProduction } from './waooaw-production.ts';

interface Opening {
  readonly name: string;
  /** What is in it, in one sentence. */
  readonly summary: string;
  readonly open: (options: OpeningOptions) => World;
}

const openings = [
  {
    name: 'waooaw-production',
    summary: "The runbook's production account on a quiet day: backend and agent, their database and their cache.",
    open: openWaooawProduction,
  },
  {
    name: 'waooaw-production-young',
    summary: 'The same, running for a quarter of an hour only: opened in a moment.',
    open: options => openWaooawProduction({ ...options, historyMs: 15 * MINUTE }),
  },
  {
    name: 'waooaw-production-cluster-mode',
    summary: 'The same with a cache that can be resharded.',
    open: options => openWaooawProduction({ ...options, cacheClusterMode: 'enabled' }),
  },
  {
    name: 'many-services',
    summary: 'A whole platform: 5,000 services in 50 clusters, one in ten behind a load balancer.',
    open: openManyServices,
  },
] as const satisfies readonly Opening[];

export type WorldName = (typeof openings)[number]['name'];

type NamedOpening = Opening & { readonly name: WorldName };

/** Every world that can be opened; the first one is what everybody gets who asks for none. */
export const worlds: readonly [NamedOpening, ...NamedOpening[]] = openings;

export const openWorld = ({
  world = worlds[0].name,
  ...options
}: OpeningOptions & { readonly world?: WorldName }): World => {
  const opening = worlds.find(({ name }) => name === world);
  if (opening === undefined) throw new Error(`Invariant: ${world} is a world, or nobody could have asked for it`);
  return opening.open(options);
};
