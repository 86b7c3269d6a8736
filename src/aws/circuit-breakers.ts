import type { Fault, FaultKind } from '../domain/fault.ts';
import type { OperationName } from '../domain/operations.ts';
import type { Outage } from '../domain/outage.ts';
import { type Clock, isoSeconds } from '../domain/time.ts';
import {
  type Circuit,
  closedCircuit,
  failed,
  leaveToPoll,
  probeCalledOff,
  probeFailed,
  probeSent,
} from './circuit-breaker.ts';

/** Faults that mean that the service itself does not do its work. A refusal or a throttle is an answer. */
const ofTheService: readonly FaultKind[] = ['unreachable', 'timeout', 'service', 'unreadable'];

/** How a read ended: with an answer, a refusal included; with a fault; or called off by whoever asked. */
export type ReadEnd =
  | { readonly end: 'answered' }
  | { readonly end: 'called-off' }
  | { readonly end: 'fault'; readonly fault: Fault };

export interface CircuitBreakers {
  /** What a poll may do. Whoever gets `probe` has to report its end, because nobody else gets one until then. */
  leaveToPoll(operation: OperationName): 'send' | 'probe' | 'wait';
  /** Hears how every read ended, polled or not. */
  hear(operation: OperationName, read: ReadEnd, wasProbe: boolean): void;
  /** Whether the last read of this service was answered. */
  isSound(operation: OperationName): boolean;
  /** Why a poll is held back. */
  heldBack(operation: OperationName): Fault;
  /** The services that are left alone now. */
  outages(): readonly Outage[];
}

/** One breaker for each service of AWS: where ECS fails, CloudWatch may be sound. */
export function createCircuitBreakers(clock: Clock): CircuitBreakers {
  const circuits = new Map<string, Circuit>();
  const circuitOf = (operation: OperationName): Circuit => circuits.get(serviceOf(operation)) ?? closedCircuit;
  const move = (operation: OperationName, to: Circuit): void => void circuits.set(serviceOf(operation), to);

  return {
    leaveToPoll(operation) {
      const circuit = circuitOf(operation);
      const leave = leaveToPoll(circuit, clock.now());
      if (leave === 'probe') move(operation, probeSent(circuit));
      return leave;
    },
    hear(operation, read, wasProbe) {
      const circuit = circuitOf(operation);
      if (read.end === 'called-off') {
        if (wasProbe) move(operation, probeCalledOff(circuit));
        return;
      }
      if (read.end === 'answered' || !ofTheService.includes(read.fault.kind)) return move(operation, closedCircuit);
      const at = { now: clock.now(), speed: clock.speed };
      move(operation, wasProbe ? probeFailed(circuit, read.fault, at) : failed(circuit, read.fault, at));
    },
    isSound(operation) {
      const circuit = circuitOf(operation);
      return circuit.state === 'closed' && circuit.failures === 0;
    },
    heldBack(operation) {
      const circuit = circuitOf(operation);
      if (circuit.state === 'closed') throw new Error(`${operation} is not held back`);
      const { fault, since, probeAt } = circuit;
      const says = `${serviceOf(operation)} has failed since ${timeOf(since)} and is asked again at ${timeOf(probeAt)} UTC`;
      return { ...fault, because: `${says}: ${fault.because}`, operation };
    },
    outages: () =>
      [...circuits].flatMap(([service, circuit]) =>
        circuit.state === 'closed'
          ? []
          : [{ service, since: circuit.since, nextProbeAt: circuit.probeAt, fault: circuit.fault }],
      ),
  };
}

const serviceOf = (operation: OperationName): string => operation.slice(0, operation.indexOf(':'));

const timeOf = (at: number): string => isoSeconds(at).slice(11, 19);
