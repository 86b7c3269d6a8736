import type { ActiveFaults } from './faults/active-faults.ts';
import type { History } from './history.ts';
import { recordingToJson } from './recording.ts';
import type { Director } from './scenarios/director.ts';
import { scenarios } from './scenarios/index.ts';
import type { Controls } from './server/control.ts';
import { pendingCount, runningCount } from './world/services.ts';
import type { World } from './world/world.ts';

/** As much of a simulator as can be seen and moved from outside. */
interface Controllable extends Pick<Controls, 'perform'> {
  readonly options: object;
  readonly world: World;
  readonly faults: ActiveFaults;
  readonly history: History;
  readonly director: Director;
  readonly defects: readonly { readonly operation: string; readonly error: unknown }[];
  readonly onDefect: (error: unknown, operation: string) => void;
}

/** What the control endpoint shows of a simulator, and does to it. */
export const controlsOf = (simulator: Controllable): Controls => {
  const { world, faults, history, director, defects, onDefect, perform, options } = simulator;
  const { clock } = world;
  return {
    state: () => ({
      now: clock.now,
      options,
      scenario: director.running ?? null,
      services: world.ecs.services().map(service => ({
        cluster: service.clusterName,
        service: service.name,
        desiredCount: service.desiredCount,
        runningCount: runningCount(service),
        pendingCount: pendingCount(service),
        steady: service.steadySince !== undefined,
      })),
      faults: faults.all(),
      writes: history.writes.length,
      defects: defects.map(({ operation, error }) => ({ operation, error: String(error) })),
    }),
    writes: () => history.writes,
    recording: () => Object(recordingToJson({ options, until: clock.now, journal: history.journal })),
    scenarios: () => scenarios.map(({ name, summary }) => ({ name, summary })),
    perform,
    onDefect: error => onDefect(error, 'control'),
    advance: ms => clock.runUntil(clock.now + ms),
  };
};
