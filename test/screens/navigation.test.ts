import { describe, expect, it } from 'vitest';
import { serviceKey } from '../../src/domain/snapshot.ts';
import { allowed, currentScreen, initialStack, navigate } from '../../src/screens/navigation.ts';

const service = serviceKey('prod', 'api');
const wizard = { name: 'wizard', procedure: 'scale-service', service } as const;

it('opens screens on top of each other and goes back one at a time', () => {
  const atProcedures = navigate(initialStack, { type: 'go', screen: { name: 'procedures', service } });
  const atWizard = navigate(atProcedures, { type: 'go', screen: wizard });
  expect(currentScreen(atWizard)).toEqual(wizard);
  expect(currentScreen(navigate(atWizard, { type: 'back' })).name).toBe('procedures');
});

it('never goes back beyond the first screen', () => {
  expect(navigate(initialStack, { type: 'back' })).toEqual(initialStack);
});

it('returns to the dashboard that is there instead of opening another', () => {
  const atWizard = navigate(initialStack, { type: 'go', screen: wizard });
  expect(navigate(atWizard, { type: 'go', screen: { name: 'dashboard' } })).toEqual(initialStack);
});

describe('while there is a run', () => {
  const underWay = { id: '20261123-2', ended: undefined };
  const ended = { id: '20261123-2', ended: { kind: 'completed', says: 'done' } } as const;

  it.each([wizard, { name: 'undo', runId: '20261123-1' }] as const)('$name leads to that run, and says why', screen => {
    expect(allowed(screen, underWay)).toMatchObject({
      name: 'run',
      notice: expect.stringContaining('One run at a time'),
    });
    expect(allowed(screen, ended)).toMatchObject({ name: 'run', notice: expect.stringContaining('has ended') });
    expect(allowed(screen, undefined)).toEqual(screen);
  });

  it.each([{ name: 'procedures', service }, { name: 'history' }, { name: 'run' }] as const)('$name opens', screen => {
    expect(allowed(screen, underWay)).toEqual(screen);
  });
});
