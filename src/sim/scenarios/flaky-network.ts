import type { Scenario } from './scenario.ts';

/** Half of what is lost is lost on its way back: AWS has done it, and the client does not know. */
export const flakyNetwork: Scenario = {
  name: 'flaky-network',
  summary: 'A bad line: slow answers, connections that break before or after AWS acted, and a proxy that gives up.',
  timeline: [
    {
      at: '+1m',
      do: { add: { id: 'slow', when: { probability: 0.5 }, effect: { kind: 'delay', ms: 150, jitterMs: 350 } } },
    },
    { at: '+1m', do: { add: { id: 'lost', when: { probability: 0.06 }, effect: { kind: 'reset', applied: false } } } },
    {
      at: '+1m',
      do: { add: { id: 'unheard', when: { probability: 0.06 }, effect: { kind: 'reset', applied: true } } },
    },
    { at: '+1m', do: { add: { id: 'cut', when: { probability: 0.03 }, effect: { kind: 'truncated-body' } } } },
    {
      at: '+1m',
      do: { add: { id: 'proxy', when: { probability: 0.03 }, effect: { kind: 'bad-gateway', applied: false } } },
    },
  ],
};
