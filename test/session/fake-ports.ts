import { type Fault, FaultError } from '../../src/domain/fault.ts';
import { fresh, missing } from '../../src/domain/observed.ts';
import type { Part, Session } from '../../src/domain/snapshot.ts';
import { emptyPatch } from '../../src/domain/snapshot-patch.ts';
import type { Clock } from '../../src/domain/time.ts';
import type { AwsPorts } from '../../src/session/aws-ports.ts';
import { backend, counts, session } from '../support/snapshots.ts';

/** An AWS with one service; a test takes it away and gives it back. */
export interface FakeAws {
  readonly ports: AwsPorts;
  /** Why nothing can be read; undefined while it can. */
  fault: Fault | undefined;
  /** The parts of every sweep, in order. */
  readonly read: (readonly Part[])[];
  closed: number;
  /** Who we are. */
  who: Session;
}

export const unreachable: Fault = {
  kind: 'unreachable',
  because: 'nothing answers at ecs.us-east-1',
  nextStep: 'Check the network.',
};

export function fakeAws(clock: Clock): FakeAws {
  const observe: AwsPorts['observe'] = async (services, parts) => {
    aws.read.push(parts);
    const part = aws.fault ? missing(aws.fault) : fresh(counts(), clock.now());
    return { ...emptyPatch, services: new Map(services.map(key => [key, { counts: part }])) };
  };
  const aws: FakeAws = {
    fault: undefined,
    read: [],
    closed: 0,
    who: session(),
    ports: {
      clock,
      gateway: {
        read: async () => Promise.reject(new Error('this test asks AWS nothing directly')),
        write: async () => Promise.reject(new Error('this test writes nothing')),
      },
      visit: async () => ({ ok: true, says: 'HTTP 200' }),
      mint: ({ runId, stepId }) => ({ runId, stepId }),
      cadences: [{ part: 'counts', everyMs: 5000, shownIn: 'rows' }],
      async identify() {
        if (aws.fault) throw new FaultError(aws.fault);
        return aws.who;
      },
      services: async () => ({ services: [backend], notes: [] }),
      observe,
      poll: observe,
      pollElsewhere: observe,
      outages: () => [],
      connection: () => ({ credentialsFrom: undefined, notes: [] }),
      requests: () => ({ lastMinute: aws.read.length, perMinute: 300, isHeld: false }),
      close() {
        aws.closed += 1;
      },
    },
  };
  return aws;
}
