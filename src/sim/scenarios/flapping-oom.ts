import type { Scenario } from './scenario.ts';

export const flappingOom: Scenario = {
  name: 'flapping-oom',
  summary: 'The agent leaks memory: its tasks are killed about every eight minutes and started again.',
  service: 'waooaw-agent',
  timeline: [
    {
      at: '+3m',
      do: {
        add: {
          id: 'leak',
          match: { resource: 'waooaw-agent' },
          effect: { kind: 'tasks-run-out-of-memory', afterSeconds: 480 },
        },
      },
    },
  ],
};
