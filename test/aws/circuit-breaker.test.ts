import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Circuit,
  closedCircuit,
  failed,
  leaveToPoll,
  probeCalledOff,
  probeFailed,
  probeSent,
} from '../../src/aws/circuit-breaker.ts';
import type { Fault } from '../../src/domain/fault.ts';

const fault: Fault = { kind: 'service', because: 'AWS failed', nextStep: 'Wait.' };
const at = (now: number, speed = 1) => ({ now, speed });

/** A circuit after so many failures in a row, the last of them at this time. */
function failing(failures: number, now: number): Circuit {
  let circuit = closedCircuit;
  for (let each = 0; each < failures; each += 1) circuit = failed(circuit, fault, at(now));
  return circuit;
}

describe('a circuit', () => {
  it('opens at the fifth failure in a row, and says since when it fails', () => {
    const four = failed(failing(3, 1_000), fault, at(2_000));
    expect(leaveToPoll(four, 2_000)).toBe('send');
    expect(failed(four, fault, at(3_000))).toMatchObject({ state: 'open', since: 1_000, probeAt: 13_000 });
  });

  it('lets one probe through when the pause is over, and nobody else until that has ended', () => {
    const open = failing(5, 0);
    expect(leaveToPoll(open, 9_999)).toBe('wait');
    expect(leaveToPoll(open, 10_000)).toBe('probe');
    expect(leaveToPoll(probeSent(open), 10_000)).toBe('wait');
    expect(leaveToPoll(probeSent(open), 1_000_000)).toBe('wait');
  });

  it('waits twice as long after every probe that fails, up to a minute', () => {
    let circuit = failing(5, 0);
    const pauses: number[] = [];
    for (let probe = 0; probe < 5; probe += 1) {
      if (circuit.state !== 'open') throw new Error('the circuit is not open');
      const now = circuit.probeAt;
      circuit = probeFailed(probeSent(circuit), fault, at(now));
      if (circuit.state === 'open') pauses.push(circuit.probeAt - now);
    }
    expect(pauses).toEqual([20_000, 40_000, 60_000, 60_000, 60_000]);
  });

  it('is not moved by failures of reads that were on their way already', () => {
    const open = failing(5, 0);
    expect(failed(open, fault, at(9_000))).toEqual(open);
  });

  it('tries again at once where its own probe was called off', () => {
    expect(leaveToPoll(probeCalledOff(probeSent(failing(5, 0))), 10_000)).toBe('probe');
  });

  it('A7: is not held open by a clock that was set back an hour', () => {
    expect(leaveToPoll(failing(5, 3_600_000), 0)).toBe('probe');
  });

  it('pauses in real time, also where the clock runs sixty times as fast', () => {
    let circuit = closedCircuit;
    for (let each = 0; each < 5; each += 1) circuit = failed(circuit, fault, at(0, 60));
    expect(circuit).toMatchObject({ probeAt: 600_000 });
  });

  it('N14: has at most one probe in each pause, in whatever order reads end', () => {
    const event = fc.oneof(
      fc.record({ type: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 30_000 }) }),
      fc.record({ type: fc.constantFrom('poll' as const, 'late failure' as const, 'probe ends' as const) }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 200 }), events => {
        let now = 0;
        let circuit = failing(5, 0);
        const probes: number[] = [];
        for (const each of events) {
          if (each.type === 'pass') now += each.ms;
          if (each.type === 'late failure') circuit = failed(circuit, fault, at(now));
          if (each.type === 'probe ends' && circuit.state === 'probing') circuit = probeFailed(circuit, fault, at(now));
          if (each.type === 'poll' && leaveToPoll(circuit, now) === 'probe') {
            circuit = probeSent(circuit);
            probes.push(now);
          }
        }
        return probes.every((probe, index) => index === 0 || probe - (probes[index - 1] ?? 0) >= 10_000);
      }),
    );
  });
});
