import type { RunPorts } from '../../../src/runner/context.ts';

export type Call = 'identify' | 'read' | 'write';

export interface Interposed {
  readonly ports: RunPorts;
  /** Every call so far, in order. */
  readonly calls: readonly Call[];
}

/** Has something happen just before the call with this number. */
export function interposed(inner: RunPorts, at: number, happen: (before: Call) => void): Interposed {
  const calls: Call[] = [];
  const pass = (call: Call): void => {
    calls.push(call);
    if (calls.length - 1 === at) happen(call);
  };
  return {
    calls,
    ports: {
      ...inner,
      async identify() {
        pass('identify');
        return inner.identify();
      },
      async observe(...asked) {
        pass('read');
        return inner.observe(...asked);
      },
      gateway: {
        async write(effect, grant) {
          pass('write');
          return inner.gateway.write(effect, grant);
        },
      },
    },
  };
}
