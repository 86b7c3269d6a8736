import type { World } from '../world/world.ts';
import { openManyServices } from './many-services.ts';
import { type OpeningOptions, openWaooawProduction } from './waooaw-production.ts';

const openings = {
  'waooaw-production': openWaooawProduction,
  /** The same with a cache that can be resharded. */
  'waooaw-production-cluster-mode': options => openWaooawProduction({ ...options, cacheClusterMode: 'enabled' }),
  'many-services': openManyServices,
} satisfies Record<string, (options: OpeningOptions) => World>;

export type WorldName = keyof typeof openings;

export const openWorld = ({
  world = 'waooaw-production',
  ...options
}: OpeningOptions & { readonly world?: WorldName }): World => openings[world](options);
