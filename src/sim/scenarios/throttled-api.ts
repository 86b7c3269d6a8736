import type { Scenario } from './scenario.ts';

/** AWS throttles an account, not a program: another tool that polls too fast takes the tokens away. */
export const throttledApi: Scenario = {
  name: 'throttled-api',
  summary: 'Another tool polls the account hard: reads of ECS and CloudWatch are throttled again and again.',
  timeline: [
    {
      at: '+1m',
      do: {
        add: {
          id: 'throttled-ecs',
          match: { operation: ['ecs:Describe*', 'ecs:List*'] },
          effect: { kind: 'rate-limit', perSecond: 0.5, burst: 3 },
        },
      },
    },
    {
      at: '+1m',
      do: {
        add: {
          id: 'throttled-cloudwatch',
          match: { service: 'cloudwatch' },
          when: { probability: 0.3 },
          effect: { kind: 'throttle' },
        },
      },
    },
  ],
};
