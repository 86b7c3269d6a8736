import { RegisterScalableTargetCommand } from '@aws-sdk/client-application-auto-scaling';
import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Recording, recordingFromJson, recordingToJson } from '../../../src/sim/recording.ts';
import type { Deed } from '../../../src/sim/scenarios/deed.ts';
import { scenarios } from '../../../src/sim/scenarios/index.ts';
import { createSimulator, replay, type Simulator, type SimulatorOptions } from '../../../src/sim/simulator.ts';
import { MINUTE, SECOND } from '../../../src/sim/world/clock.ts';
import { NOON, startSteppedAws } from '../api/stepped-aws.ts';

const cluster = 'waooaw-production';
const service = 'waooaw-backend';

const recordingOf = ({ options, world, history }: Simulator): Recording<SimulatorOptions> => ({
  options,
  until: world.clock.now,
  journal: history.journal,
});

/** As if it had been written to a file and read again. */
const throughJson = (recording: Recording<SimulatorOptions>): Recording<SimulatorOptions> =>
  recordingFromJson(JSON.parse(JSON.stringify(recordingToJson(recording))));

describe('a session lived again', () => {
  it('through the real SDK: writes, a refused one, faults, somebody else and skipped time', async () => {
    const { simulator, ecs, scaling, pass, close } = await startSteppedAws({ seed: 11 });
    pass(41 * SECOND);
    await ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount: 5 }));
    await ecs.send(new UpdateServiceCommand({ cluster, service: 'ghost', desiredCount: 5 })).catch(() => undefined);
    simulator.perform({ run: 'campaign' });
    pass(7 * MINUTE);
    simulator.perform({
      add: { id: 'other', effect: { kind: 'second-operator', everyMinutes: [1, 3], desiredCount: [2, 7] } },
    });
    simulator.perform({ add: { match: { operation: 'Register*' }, effect: { kind: 'reset', applied: true } } });
    const target = { ServiceNamespace: 'ecs', ResourceId: `service/${cluster}/${service}` } as const;
    const bounds = { ...target, ScalableDimension: 'ecs:service:DesiredCount', MinCapacity: 3 } as const;
    // The client never hears that it was accepted.
    await scaling.send(new RegisterScalableTargetCommand(bounds)).catch(() => undefined);
    pass(20 * MINUTE);
    simulator.perform({ remove: 'other' });
    pass(30 * MINUTE);
    const again = replay(throughJson(recordingOf(simulator)));
    expect(again.history.writes).toEqual(simulator.history.writes);
    expect(again.history.journal).toEqual(simulator.history.journal);
    expect(again.world.state()).toBe(simulator.world.state());
    // It was an eventful hour: what others did is in the history, and not in the journal.
    const principals = new Set(simulator.history.writes.map(({ principal }) => principal));
    expect(principals.size).toBe(2);
    expect(simulator.history.journal).toHaveLength(6);
    await close();
  });

  it('goes another way when the journal says otherwise', () => {
    const simulator = createSimulator({ seed: 1, start: NOON, durations: 1 });
    simulator.calls.call('ecs:UpdateService', { cluster, service, desiredCount: 5 }, { requestId: '' });
    simulator.world.clock.runUntil(NOON + MINUTE);
    const { options, until } = recordingOf(simulator);
    expect(replay({ options, until, journal: [] }).world.state()).not.toBe(simulator.world.state());
  });

  it('dates and bytes survive the file', () => {
    const input = { at: new Date(NOON), payload: Uint8Array.of(1, 2, 255), list: [new Date(0)], text: '$date' };
    const recording = {
      options: { seed: 1, start: NOON, durations: 1 },
      until: NOON,
      journal: [{ at: NOON, call: 'lambda:Invoke', input }],
    };
    expect(throughJson(recording)).toEqual(recording);
  });
});

describe('whatever is done, in whatever order and at whatever time', () => {
  const deeds: readonly Deed[] = [
    ...scenarios.map(({ name }) => ({ run: name })),
    { add: { id: 'a', effect: { kind: 'tasks-exit', exitCode: 1, afterSeconds: 50 } } },
    { add: { id: 'b', match: { resource: 'waooaw-agent' }, effect: { kind: 'tasks-fail-health-checks' } } },
    { add: { id: 'a', effect: { kind: 'metric-gap' } } },
    { call: 'ecs:UpdateService', input: { cluster, service, forceNewDeployment: true } },
  ];
  const act = fc.oneof(
    fc.record({ wait: fc.integer({ min: 0, max: 6 * MINUTE }) }),
    fc.record({ deed: fc.constantFrom(...deeds) }),
    fc.record({ desiredCount: fc.integer({ min: 0, max: 9 }) }),
    fc.record({ read: fc.constant(true) }),
  );

  it('replays to the same state', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 14 }), acts => {
        const simulator = createSimulator({ seed: 3, start: NOON, durations: 0.5 });
        for (const one of acts) {
          if ('wait' in one) simulator.world.clock.runUntil(simulator.world.clock.now + one.wait);
          else if ('deed' in one) simulator.perform(one.deed);
          else if ('read' in one) simulator.calls.call('ecs:ListServices', { cluster }, { requestId: '' });
          else {
            const input = { cluster, service, desiredCount: one.desiredCount };
            simulator.calls.call('ecs:UpdateService', input, { requestId: '' });
          }
        }
        expect(simulator.defects).toEqual([]);
        expect(replay(throughJson(recordingOf(simulator))).world.state() === simulator.world.state()).toBe(true);
      }),
      { numRuns: 12 },
    );
  });
});
