import type { ApplyStep, Plan, Planned } from '../../../src/domain/plan.ts';
import { type ScalingRecord, scalingRecordIn, scalingRecordText } from '../../../src/domain/scaling-record.ts';
import { removalPlan } from '../../support/saved-removal.ts';
import { backend } from '../../support/snapshots.ts';

export function planOf(planned: Planned): Plan {
  if (planned.kind !== 'plan') throw new Error(`no plan: ${JSON.stringify(planned)}`);
  return planned.plan;
}

export const appliesOf = (planned: Planned): readonly ApplyStep[] =>
  planOf(planned).steps.filter(step => step.kind === 'apply');

/** `minCapacity null → 2`, of every step or write. */
export const moves = ({ changes }: Pick<ApplyStep, 'changes'>): readonly string[] =>
  changes.map(({ fact: { attribute, name }, from, to }) =>
    name === undefined
      ? `${attribute} ${from} → ${to}`
      : `${attribute} ${name} ${from === null ? 'added' : to === null ? 'deleted' : 'changed'}`,
  );

export const askOf = (planned: Planned) => planOf(planned).steps.find(step => step.kind === 'confirm')?.ask;

export const because = (planned: Planned): readonly string[] => (planned.kind === 'blocked' ? planned.because : []);

/** What a run recorded before it removed auto-scaling from the backend, as it stands in an input. */
export function recorded(change: Partial<ScalingRecord> = {}, held: Parameters<typeof removalPlan>[1] = {}): string {
  const record = scalingRecordIn(removalPlan(backend, held), backend);
  if (record === undefined) throw new Error('the plan has a record');
  return scalingRecordText({ ...record, ...change });
}
