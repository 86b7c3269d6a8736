import type { Scenario } from './scenario.ts';

/**
 * The count is high since the evening's peak, and the load is gone: scale-in has to take the tasks back step by step, each
 * step after its cooldown. A colleague sets the count, because this is about what comes after.
 */
export const night: Scenario = {
  name: 'night',
  summary: 'The evening is over: eight backend tasks have little to do, and auto-scaling takes them back one by one.',
  service: 'waooaw-backend',
  timeline: [
    {
      at: '+1m',
      do: {
        call: 'ecs:UpdateService',
        input: { cluster: 'waooaw-production', service: 'waooaw-backend', desiredCount: 8 },
      },
    },
  ],
};
