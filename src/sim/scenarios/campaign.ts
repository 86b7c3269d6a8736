import type { Scenario } from './scenario.ts';

/** From the runbook, "Traffic Estimation": the backend at five times its baseline. Auto-scaling answers, minutes late. */
export const campaign: Scenario = {
  name: 'campaign',
  summary: 'A marketing campaign sends the backend five times its load for three quarters of an hour.',
  service: 'waooaw-backend',
  timeline: [
    {
      at: '+5m',
      do: {
        add: {
          id: 'campaign',
          match: { resource: 'waooaw-backend' },
          effect: { kind: 'surge', extraPerMinute: 4000, rampMinutes: 4, holdMinutes: 45 },
        },
      },
    },
  ],
};
