import { describe, expect, it, onTestFinished } from 'vitest';
import { createSecrets } from '../../src/config/secrets.ts';
import { defineProcedure } from '../../src/domain/procedure.ts';
import { scaleService } from '../../src/procedures/scale-service.ts';
import { planProcedure } from '../../src/session/planning.ts';
import { createSession, type HeadroomSession } from '../../src/session/session.ts';
import { StandingClock } from '../support/screen.tsx';
import { now } from '../support/snapshots.ts';
import { type FakeAws, fakeAws } from './fake-ports.ts';

function sessionWithAws(env: Readonly<Record<string, string>> = {}): {
  readonly session: HeadroomSession;
  readonly aws: FakeAws;
} {
  const clock = new StandingClock(now);
  const aws = fakeAws(clock);
  const session = createSession({
    openAws: async () => aws.ports,
    wallClock: clock,
    writes: 'ask',
    stateDir: '/nowhere',
    secrets: createSecrets(env),
  });
  onTestFinished(() => session.close());
  return { session, aws };
}

describe('planning', () => {
  it('before AWS has answered is an answer in words, and no crash', async () => {
    const { session } = sessionWithAws();
    expect(await planProcedure(session, scaleService, { service: 'waooaw-backend', desiredCount: '6' })).toMatchObject({
      kind: 'failed',
      because: 'AWS has not answered yet',
      nextStep: expect.stringMatching(/\.$/),
    });
  });

  it('judges what was typed before it asks anything of AWS', async () => {
    const { session, aws } = sessionWithAws();
    await session.connect();
    const result = await planProcedure(session, scaleService, { service: 'nope', desiredCount: '6.5' });
    expect(result).toMatchObject({ kind: 'bad-input', problems: [{ field: 'service' }, { field: 'desiredCount' }] });
    expect(aws.read).toEqual([]);
  });

  it('reads what all services share, and then exactly what the procedure says that it reads', async () => {
    const { session, aws } = sessionWithAws();
    await session.connect();
    await planProcedure(session, scaleService, { service: 'waooaw-backend', desiredCount: '6' });
    expect(aws.read).toEqual([scaleService.readsOfAll, scaleService.reads]);
  });
});

/** A procedure that shows what it was asked with. */
const told: { readonly input: object }[] = [];
const subscribe = defineProcedure({
  id: 'subscribe',
  title: 'Subscribe',
  summary: 'Subscribes.',
  runbook: [],
  input: {
    service: { kind: 'service', label: 'Service', help: 'Which.' },
    endpoint: { kind: 'secret', label: 'Endpoint', help: 'Where to.' },
    fromCount: {
      kind: 'integer',
      label: 'From',
      help: 'The count now.',
      min: 0,
      max: 5000,
      default: ({ snapshot, service }) => {
        const counts = snapshot.services.find(({ key }) => key === service)?.counts;
        return counts?.state === 'fresh' ? String(counts.value.desiredCount) : undefined;
      },
    },
  },
  reads: ['counts', 'topics'],
  readsFor: ({ service }) => [`function:of-${service?.split('/')[1]}`],
  readsOfAll: ['task'],
  deviations: [],
  plan(input) {
    told.push({ input });
    return { kind: 'nothing-to-do', because: 'This is a test.' };
  },
});

describe('planning with inputs that need more than words', () => {
  const webhook = 'https://hooks.example.com/T0/B0';

  it('keeps a secret to itself: the procedure is handed a reference', async () => {
    const { session } = sessionWithAws({ WEBHOOK_URL: webhook });
    await session.connect();
    await planProcedure(session, subscribe, { service: 'waooaw-backend', endpoint: 'env:WEBHOOK_URL' });
    const { input } = told.at(-1) ?? {};
    expect(input).toMatchObject({ endpoint: expect.stringMatching(/^kept:sha256:[0-9a-f]{64}:env:WEBHOOK_URL$/) });
    expect(JSON.stringify(input)).not.toContain('hooks.example.com');
  });

  it('makes a default from what it has just read', async () => {
    const { session } = sessionWithAws({ WEBHOOK_URL: webhook });
    await session.connect();
    await planProcedure(session, subscribe, { service: 'waooaw-backend', endpoint: 'env:WEBHOOK_URL' });
    expect(told.at(-1)?.input).toMatchObject({ fromCount: 2 });
  });

  it('reads what follows from the input, and what every service shares', async () => {
    const { session, aws } = sessionWithAws({ WEBHOOK_URL: webhook });
    await session.connect();
    await planProcedure(session, subscribe, { service: 'waooaw-backend', endpoint: 'env:WEBHOOK_URL' });
    expect(aws.read).toEqual([['task'], ['counts', 'topics', 'function:of-waooaw-backend']]);
  });

  it('says of a secret that is not there where it was looked for, once', async () => {
    const { session, aws } = sessionWithAws();
    await session.connect();
    const result = await planProcedure(session, subscribe, { service: 'waooaw-backend', endpoint: 'env:WEBHOOK_URL' });
    expect(result).toEqual({
      kind: 'bad-input',
      problems: [{ field: 'endpoint', says: 'endpoint names the environment variable WEBHOOK_URL, which is not set' }],
    });
    expect(aws.read).toEqual([]);
  });
});
