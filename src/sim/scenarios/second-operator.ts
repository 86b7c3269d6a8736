import type { Scenario } from './scenario.ts';

/** What was read a moment ago may no longer be so: plans must notice it before they write, and say so afterwards. */
export const secondOperator: Scenario = {
  name: 'second-operator',
  summary: 'Somebody else changes counts and bounds of the same services, without telling anybody.',
  timeline: [
    {
      at: '+2m',
      do: {
        add: {
          id: 'second-operator',
          effect: {
            kind: 'second-operator',
            everyMinutes: [3, 12],
            desiredCount: [2, 5],
            minCapacity: [1, 3],
            maxCapacity: [6, 12],
          },
        },
      },
    },
  ],
};
