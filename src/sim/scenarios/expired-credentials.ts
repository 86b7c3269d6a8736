import type { Scenario } from './scenario.ts';

export const expiredCredentials: Scenario = {
  name: 'expired-credentials',
  summary: 'The session expires in the middle of the work; after ten minutes somebody has logged in again.',
  timeline: [
    {
      at: '+10m',
      do: { add: { id: 'expired', when: { until: '+10m' }, effect: { kind: 'expired-token' } } },
    },
  ],
};
