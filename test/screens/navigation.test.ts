import { expect, it } from 'vitest';
import { serviceKey } from '../../src/domain/snapshot.ts';
import { currentScreen, initialStack, navigate, runScreen } from '../../src/screens/navigation.ts';

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

it('shows a run where it was started: in its wizard, and an undo as the undo of its run', () => {
  const run = (procedure: string, input: Readonly<Record<string, string | number>>) => ({
    plan: { procedure, input, services: [service] },
  });
  expect(runScreen(run('scale-service', { desiredCount: 6 }))).toEqual(wizard);
  expect(runScreen(run('undo', { run: '20261123-1' }))).toEqual({ name: 'undo', runId: '20261123-1' });
});
