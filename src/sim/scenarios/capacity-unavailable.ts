import type { Scenario } from './scenario.ts';

export const capacityUnavailable: Scenario = {
  name: 'capacity-unavailable',
  summary: 'The load rises and auto-scaling asks for tasks, but Fargate has no room for the backend for 40 minutes.',
  service: 'waooaw-backend',
  timeline: [
    {
      at: '+2m',
      do: {
        add: {
          id: 'no-capacity',
          match: { resource: 'waooaw-backend' },
          when: { until: '+40m' },
          effect: { kind: 'capacity-unavailable' },
        },
      },
    },
    {
      at: '+3m',
      do: {
        add: {
          id: 'load',
          match: { resource: 'waooaw-backend' },
          effect: { kind: 'surge', extraPerMinute: 3000, rampMinutes: 2, holdMinutes: 60 },
        },
      },
    },
  ],
};
