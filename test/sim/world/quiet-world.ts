import type { Service } from '../../../src/sim/world/services.ts';
import type { World } from '../../../src/sim/world/world.ts';
import { openWaooawProduction } from '../../../src/sim/worlds/waooaw-production.ts';

/** A Monday: not on a minute's boundary, as nobody ever starts there. */
export const NOON = Date.UTC(2026, 10, 23, 12, 0, 7, 123);

export interface QuietWorld {
  readonly world: World;
  readonly backend: Service;
  readonly agent: Service;
  /** Lets that much time pass. */
  readonly pass: (ms: number) => void;
  /** Lets time pass, look by look, until it is so; fails when it is not so in time. */
  readonly passUntil: (isSo: () => boolean, withinMs: number) => void;
}

/** The opening world, at rest since four hours. */
export const openQuietWorld = ({ seed = 1, durations = 1, start = NOON } = {}): QuietWorld => {
  const world = openWaooawProduction({ seed, start, durations });
  const pass = (ms: number): void => world.clock.runUntil(world.clock.now + ms);
  const service = (name: string): Service => {
    const found = world.ecs.findService({ cluster: 'waooaw-production', service: name });
    if (found === undefined) throw new Error(`the opening world has no service ${name}`);
    return found;
  };
  const passUntil = (isSo: () => boolean, withinMs: number): void => {
    for (let passedMs = 0; !isSo(); passedMs += 1000) {
      if (passedMs >= withinMs) throw new Error(`not so within ${withinMs / 1000} s`);
      pass(1000);
    }
  };
  return { world, backend: service('waooaw-backend'), agent: service('waooaw-agent'), pass, passUntil };
};

/** The service's events since a time, oldest first, without the leading "(service <name>) ". */
export const eventsSince = (service: Service, since: number): readonly string[] =>
  service.events
    .filter(({ createdAt }) => createdAt > since)
    .map(({ message }) => message.replace(/^\(service [\w-]+\) /, ''))
    .reverse();
