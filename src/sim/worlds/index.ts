import { MINUTE } from '../world/clock.ts';
import type { World } from '../world/world.ts';
import { openManyServices } from './many-services.ts';
import { type OpeningOptions, openWaooawProduction } from './waooaw-production.ts';

const openings = {
  'waooaw-production': openWaooawProduction,
  /** The same, running for a quarter of an hour only: opened in a moment, for tests that open it thousands of times. */
  'waooaw-production-young': options => openWaooawProduction({ ...options, historyMs: 15 * MINUTE }),
  /** The same with a cache that can be resharded. */
  'waooaw-production-cluster-mode': options => openWaooawProduction({ ...options, cacheClusterMode: 'enabled' }),
  'many-services': openManyServices,
} satisfies Record<string, (options: OpeningOptions) => World>;

export type WorldName = keyof typeof openings;

export const openWorld = ({
  world = 'waooaw-production',
  ...options
}: OpeningOptions & { readonly world?: WorldName }): World => openings[world](options);
