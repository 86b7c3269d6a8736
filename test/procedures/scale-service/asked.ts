import type { ApplyStep, Plan, Planned } from '../../../src/domain/plan.ts';
import type { Snapshot } from '../../../src/domain/snapshot.ts';
import { scaleService } from '../../../src/procedures/scale-service.ts';
import { backend } from '../../support/snapshots.ts';

interface Asked {
  readonly how?: string;
  readonly pace?: string;
  readonly raiseCeiling?: string;
}

/** Plans with the defaults of the inputs, except for what is asked. */
export const scale = (snapshot: Snapshot, desiredCount: number, asked: Asked = {}): Planned =>
  scaleService.plan(
    { service: backend, desiredCount, how: 'floor', pace: 'auto', raiseCeiling: 'no', ...asked },
    snapshot,
  );

export function planOf(planned: Planned): Plan {
  if (planned.kind !== 'plan') throw new Error(`expected a plan: ${JSON.stringify(planned)}`);
  return planned.plan;
}

export const reasonsOf = (planned: Planned): string =>
  planned.kind === 'blocked' ? planned.because.join(' ') : `not blocked: ${planned.kind}`;

export const applies = (plan: Plan): readonly ApplyStep[] => plan.steps.filter(step => step.kind === 'apply');
export const effects = (plan: Plan) => applies(plan).map(({ effect }) => effect.input);
export const ids = (plan: Plan) => plan.steps.map(({ id }) => id);
export const warnings = (plan: Plan) => plan.warnings.join('\n');

export function askOf(plan: Plan) {
  const step = plan.steps.find(({ kind }) => kind === 'confirm');
  if (step?.kind !== 'confirm') throw new Error('the plan asks nothing');
  return step.ask;
}

/** The members that every RegisterScalableTarget and every UpdateService of the service has. */
export const scalableTarget = {
  ServiceNamespace: 'ecs',
  ResourceId: `service/${backend}`,
  ScalableDimension: 'ecs:service:DesiredCount',
};
export const ecsService = { cluster: 'waooaw-production', service: 'waooaw-backend' };

export const values = (changes: ApplyStep['changes']) =>
  changes.map(({ fact, from, to }) => [fact.attribute, from, to]);
