import type { ApplyStep, Plan } from '../../src/domain/plan.ts';
import type { PlanResult } from '../../src/store/actions.ts';

/** The plan, or a failure of the test with the reasons why there is none. */
export function planOf(planned: PlanResult): Plan {
  if (planned.kind !== 'plan') throw new Error(`no plan: ${JSON.stringify(planned)}`);
  return planned.plan;
}

export const appliesOf = (planned: PlanResult): readonly ApplyStep[] =>
  planOf(planned).steps.flatMap(step => (step.kind === 'apply' ? [step] : []));

export const askOf = (planned: PlanResult) => planOf(planned).steps.find(step => step.kind === 'confirm')?.ask;

/** Every warning, each on a line. */
export const warningsIn = (planned: PlanResult): string => planOf(planned).warnings.join('\n');

/** Why it is not planned. */
export const reasonsOf = (planned: PlanResult): readonly string[] => {
  if (planned.kind === 'plan') throw new Error(`it is planned: ${planned.plan.summary}`);
  if (planned.kind === 'bad-input') return planned.problems.map(({ says }) => says);
  return planned.kind === 'blocked' ? planned.because : [planned.because];
};
