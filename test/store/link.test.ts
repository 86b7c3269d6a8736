import { describe, expect, it } from 'vitest';
import type { Fault, FaultKind } from '../../src/domain/fault.ts';
import { fresh } from '../../src/domain/observed.ts';
import type { ServiceSnapshot } from '../../src/domain/snapshot.ts';
import { linkAfter } from '../../src/store/link.ts';
import type { Link } from '../../src/store/state.ts';
import { counts, now, service, session } from '../support/snapshots.ts';

const faultOf = (kind: FaultKind, because = `${kind} happened`): Fault => ({ kind, because, nextStep: 'Look.' });
const read = service({ counts: fresh(counts(), now) });
const unread = (kind: FaultKind): ServiceSnapshot =>
  service({ counts: { state: 'stale', value: counts(), observedAt: now, because: faultOf(kind) } });
const of = (...services: readonly ServiceSnapshot[]) => ({ session: session(), services });
const live: Link = { state: 'live' };

describe('the link', () => {
  it.each(['unreachable', 'timeout', 'service', 'unreadable', 'credentials'] as const)(
    'fails when no service could be read for a fault of the kind %s',
    kind => {
      expect(linkAfter(live, of(unread(kind), unread(kind)), now)).toEqual({
        state: 'failing',
        fault: faultOf(kind),
        since: now,
      });
    },
  );

  it.each(['denied', 'throttled', 'not-found', 'rejected'] as const)('holds where AWS answered: %s', kind => {
    expect(linkAfter(live, of(unread(kind)), now)).toBe(live);
  });

  it('holds while one service is still read', () => {
    expect(linkAfter(live, of(unread('timeout'), read), now)).toBe(live);
  });

  it('remembers since when it fails, and says the newest reason', () => {
    const failing = linkAfter(live, of(unread('timeout')), now);
    expect(linkAfter(failing, of(unread('timeout')), now + 5000)).toBe(failing);
    expect(linkAfter(failing, of(unread('unreachable')), now + 5000)).toEqual({
      state: 'failing',
      fault: faultOf('unreachable'),
      since: now,
    });
  });

  it('is back with the first service that can be read', () => {
    const failing = linkAfter(live, of(unread('timeout')), now);
    expect(linkAfter(failing, of(read), now + 5000)).toEqual(live);
  });

  it('holds where there is no service to read', () => {
    expect(linkAfter(live, of(), now)).toBe(live);
  });
});
