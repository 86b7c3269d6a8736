import type { Scenario } from './scenario.ts';

export const baseline: Scenario = {
  name: 'baseline',
  summary: 'A quiet day: load follows the hour, and nobody has to do anything.',
  timeline: [],
};
