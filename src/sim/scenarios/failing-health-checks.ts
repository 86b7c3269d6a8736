import type { Scenario } from './scenario.ts';

export const failingHealthChecks: Scenario = {
  name: 'failing-health-checks',
  summary:
    'The backend answers its health checks with 502: ECS replaces task after task until it recovers after an hour.',
  service: 'waooaw-backend',
  timeline: [
    {
      at: '+4m',
      do: {
        add: {
          id: 'failing-health-checks',
          match: { resource: 'waooaw-backend' },
          when: { until: '+1h' },
          effect: { kind: 'tasks-fail-health-checks' },
        },
      },
    },
  ],
};
