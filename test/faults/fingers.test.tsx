import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseField } from '../../src/domain/input.ts';
import { scaleService } from '../../src/procedures/scale-service.ts';
import { App } from '../../src/screens/app.tsx';
import { initialDashboard, move, selectedService } from '../../src/screens/dashboard/dashboard-state.ts';
import { editDraft, startDraft } from '../../src/screens/wizard/number-draft.ts';
import { RandomStream } from '../../src/sim/world/rng.ts';
import { headlessAccount, headroom, scaleTo } from '../support/headless.ts';
import { drawOn, fakeSession } from '../support/screen.tsx';
import { backend, service, serviceAt, snapshot } from '../support/snapshots.ts';
import { tempDir } from '../support/temp-dir.ts';
import { agent, backend as pictureBackend, pictureSnapshot } from '../support/ui-snapshots.ts';
import { cases, seed } from './figures.ts';

describe('rows that move under the finger', () => {
  const services = Array.from({ length: 30 }, (_, index) => service({ key: `c/s${index}`, service: `s${index}` }));

  it('I7: the selection stays on its service, whatever the order of the rows at the next key', () => {
    const random = new RandomStream(seed);
    let state = initialDashboard;
    let rows = services;
    for (let count = 0; count < cases(2000, 100_000); count += 1) {
      const before = selectedService(rows, state)?.key;
      state = { ...state, selected: before };
      const shuffled = rows.map(each => ({ each, at: random.next() })).toSorted((a, b) => a.at - b.at);
      rows = shuffled.map(({ each }) => each);
      expect(selectedService(rows, state)?.key).toBe(before);
      const place = rows.findIndex(({ key }) => key === before);
      const by = random.below(5) - 2;
      state = move(state, rows, by);
      expect(selectedService(rows, state)?.key).toBe(rows[Math.min(rows.length - 1, Math.max(0, place + by))]?.key);
    }
  });

  it('I7: s opens the wizard of the service that was marked, though its row has moved at that very key', async () => {
    const session = fakeSession({ snapshot: pictureSnapshot() });
    const screen = drawOn(<App colour={false} />, { width: 100, height: 30, session });
    screen.press('j');
    await screen.until(frame => /▸. waooaw-agent/.test(frame));
    session.store.update(state => ({ ...state, snapshot: pictureSnapshot([agent(), pictureBackend()]) }));
    screen.press('s');
    await screen.until(frame => frame.includes('Tasks') && frame.includes('waooaw-production/waooaw-agent'));
    // And once open, no order of rows changes what it is about.
    session.store.update(state => ({ ...state, snapshot: pictureSnapshot([pictureBackend(), agent()]) }));
    expect(screen.frame()).toContain('waooaw-production/waooaw-agent');
  });
});

describe('a slip of the finger in a number', () => {
  const field = scaleService.input.desiredCount;
  const parse = (raw: string) => parseField('desiredCount', field, raw, snapshot());

  it('I8: is a whole number as it was typed, or is refused; nothing is ever another number', () => {
    const random = new RandomStream(seed);
    const alphabet = [
      ...'0123456789',
      ...'+-.,eExX _\t',
      '６',
      '١',
      '²',
      '½',
      '∞',
      '\u200b',
      '\u00a0',
      '\n',
      '',
      'NaN',
      '1_000',
    ];
    let taken = 0;
    for (let count = 0; count < cases(5000, 200_000); count += 1) {
      const raw = Array.from({ length: random.below(6) }, () => alphabet[random.below(alphabet.length)]).join('');
      const parsed = parse(raw);
      if (!parsed.ok) continue;
      taken += 1;
      // Leading zeros are the one spelling that says the same number.
      expect(String(parsed.value)).toBe(raw.replace(/^0+(?=\d)/, ''));
      expect(parsed.value).toBeGreaterThanOrEqual(field.min);
      expect(parsed.value).toBeLessThanOrEqual(field.max);
    }
    expect(taken).toBeGreaterThan(100);
  });

  it.each(['6.5', '-1', '1e3', ' 6 ', '６', '0x10', '+6', '6,5', '6\u200b', '99999', ''])(
    'I8: %j is refused in words',
    raw => {
      expect(parse(raw)).toMatchObject({
        ok: false,
        problems: [{ says: expect.stringMatching(/whole number|must be from|missing/) }],
      });
    },
  );

  it('I8: 66 for 6 is 66 everywhere: in the field, against the ceiling, and in the question', () => {
    const typed = [...'66'].reduce(
      (draft, text) => editDraft(draft, { kind: 'key', name: text, text }, field),
      startDraft(2),
    );
    expect(typed.text).toBe('66');
    const input = { service: backend, desiredCount: 66, how: 'floor', pace: 'once', raiseCeiling: 'no' } as const;
    expect(scaleService.plan(input, serviceAt(6))).toMatchObject({
      kind: 'blocked',
      because: [expect.stringContaining('66 is above it')],
    });
    const raised = scaleService.plan({ ...input, raiseCeiling: 'yes' }, serviceAt(6));
    const ask = raised.kind === 'plan' ? raised.plan.steps.find(step => step.kind === 'confirm') : undefined;
    expect(ask).toMatchObject({
      ask: { grade: 'name', because: expect.arrayContaining(['more than twice the present count']) },
    });
  });
});

describe('below the floor, to nothing, and a big step down', () => {
  const planned = (from: number, to: number, production: boolean, how: 'floor' | 'count' = 'floor') =>
    scaleService.plan(
      { service: backend, desiredCount: to, how, pace: 'auto', raiseCeiling: 'no' },
      serviceAt(from, { min: 2, max: 10 }, {}, { production }),
    );
  const questionOf = (planOf: ReturnType<typeof planned>) => {
    if (planOf.kind !== 'plan') throw new Error(`there is no plan: ${JSON.stringify(planOf)}`);
    const step = planOf.plan.steps.find(({ kind }) => kind === 'confirm');
    if (step?.kind !== 'confirm') throw new Error('a plan asks');
    return { ask: step.ask, writes: planOf.plan.steps.filter(({ kind }) => kind === 'apply').length };
  };

  it.each([0, 1])('I9: to %i asks for the name, in production and elsewhere', to => {
    for (const production of [true, false])
      expect(questionOf(planned(6, to, production)).ask).toMatchObject({ grade: 'name', phrase: 'waooaw-backend' });
  });

  it('I9: never asks for less than the number where capacity is taken away, nor for less than the name below the floor', () => {
    for (let from = 0; from <= 10; from += 1)
      for (let to = 0; to < from; to += 1)
        for (const production of [true, false]) {
          const { ask } = questionOf(planned(from, to, production));
          expect(to < 2 ? ['name'] : ['name', 'number'], `${from} to ${to}`).toContain(ask.grade);
        }
  });

  it('I9: a big step down is a staircase, each step of which is seen before', () => {
    expect(questionOf(planned(10, 2, true)).writes).toBeGreaterThan(2);
    expect(planned(10, 2, true)).toMatchObject({ kind: 'plan', plan: { services: [backend] } });
  });

  it('I9: a y answers none of them on the command line either', async () => {
    const { simulator, flags } = await headlessAccount();
    for (const to of ['0', '1']) {
      const said = await headroom(['run', ...scaleTo(to), '--yes', ...flags]);
      expect(said).toMatchObject({ exitCode: 3 });
    }
    expect(simulator.history.writes).toEqual([]);
  });
});

describe('the same keys in two panes', () => {
  it('I10: change AWS to one and the same value: whoever comes second finds it made, or finds that it has moved', {
    timeout: 60_000,
  }, async () => {
    const { simulator, flags } = await headlessAccount();
    const panes = await Promise.all(
      ['one', 'two'].map(pane =>
        headroom([
          'run',
          ...scaleTo('4'),
          '--confirm',
          '4',
          '--no-hold',
          ...flags,
          '--state-dir',
          join(tempDir(), pane),
        ]),
      ),
    );
    const codes = panes.map(({ exitCode }) => exitCode).toSorted();
    expect([
      [0, 0],
      [0, 3],
    ]).toContainEqual(codes);
    const sent = simulator.history.writes.map(({ operation, input }) => ({ operation, input }));
    for (const write of sent) expect(write).toEqual(sent[0]);
    expect(simulator.world.ecs.services().find(({ name }) => name === 'waooaw-backend')?.desiredCount).toBe(4);
  });
});
