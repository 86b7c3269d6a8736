import { expect, it } from 'vitest';
import { deploymentVerdict } from '../../../src/domain/checks/deployment.ts';
import { fresh } from '../../../src/domain/observed.ts';
import type { ServiceCounts } from '../../../src/domain/snapshot.ts';
import { backend, counts, now, snapshot } from '../../support/snapshots.ts';

const verdict = (overrides: Partial<ServiceCounts>) =>
  deploymentVerdict({ service: backend }, snapshot({ counts: fresh(counts(overrides), now) }));

const [primary] = counts().deployments;
if (!primary) throw new Error('the builder makes a deployment');
const older = { ...primary, id: 'ecs-svc/0', status: 'ACTIVE' };

it('one deployment that is complete is none under way', () => {
  expect(verdict({})).toEqual({ verdict: 'passed', says: 'no deployment is under way' });
});

it('two of them are one under way', () => {
  expect(verdict({ deployments: [primary, older] }).says).toContain('2 deployments are in progress');
});

it('a failed one says why, and that it starts no tasks', () => {
  const failed = { ...primary, rolloutState: 'FAILED', rolloutStateReason: 'tasks failed to start.' };
  expect(verdict({ deployments: [failed] })).toEqual({
    verdict: 'failed',
    says: 'its deployment failed (tasks failed to start.), and ECS starts no tasks for a failed deployment',
  });
});

it('one that failed and was rolled back is only the old one of two', () => {
  const rolledBack = { ...older, rolloutState: 'FAILED' };
  expect(verdict({ deployments: [primary, rolledBack] }).says).toContain('is replacing its tasks');
});

it('a service that is being deleted cannot be scaled', () => {
  expect(verdict({ status: 'DRAINING' })).toMatchObject({ verdict: 'failed' });
});

it('what cannot be read is waited for', () => {
  expect(deploymentVerdict({ service: backend }, snapshot({ counts: { state: 'pending' } })).verdict).toBe('waiting');
});
