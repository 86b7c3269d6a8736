import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/domain/fault.ts';
import { fresh, missing } from '../../src/domain/observed.ts';
import { findService } from '../../src/domain/snapshot.ts';
import {
  applyPatch,
  emptyPatch,
  pendingSnapshot,
  type ServicePatch,
  type SnapshotPatch,
} from '../../src/domain/snapshot-patch.ts';
import { session } from '../support/snapshots.ts';

const fault: Fault = { kind: 'throttled', because: 'too fast', nextStep: 'Wait.' };
const size = { cpuUnits: 256, memoryMiB: 512 };
const ofAgent = (parts: ServicePatch): SnapshotPatch => ({
  ...emptyPatch,
  services: new Map([['production/agent', parts]]),
});
const empty = pendingSnapshot(session(), ['production/backend', 'production/agent']);

describe('what a sweep brings', () => {
  it('before the first one everything is pending, and every service has its names', () => {
    expect(empty.services[0]).toMatchObject({
      cluster: 'production',
      service: 'backend',
      counts: { state: 'pending' },
    });
    expect(empty.services.map(({ key }) => key)).toEqual(['production/backend', 'production/agent']);
  });

  it('is put where it belongs, and everything else is the same object as before', () => {
    const after = applyPatch(empty, ofAgent({ task: fresh(size, 1) }));
    expect(findService(after, 'production/agent')?.task).toEqual(fresh(size, 1));
    expect(findService(after, 'production/agent')?.counts).toBe(findService(empty, 'production/agent')?.counts);
    expect(findService(after, 'production/backend')).toBe(findService(empty, 'production/backend'));
  });

  it('a failure after a value keeps the value, and says that it is old', () => {
    const known = applyPatch(empty, ofAgent({ task: fresh(size, 1) }));
    const after = applyPatch(known, ofAgent({ task: missing(fault) }));
    expect(findService(after, 'production/agent')?.task).toEqual({
      state: 'stale',
      value: size,
      observedAt: 1,
      because: fault,
    });
  });

  it('a failure before any value is missing, not pending for ever', () => {
    const after = applyPatch(empty, ofAgent({ task: missing(fault) }));
    expect(findService(after, 'production/agent')?.task).toEqual(missing(fault));
  });

  it('nothing at all is the same snapshot', () => {
    expect(applyPatch(empty, emptyPatch)).toBe(empty);
  });
});
