import type { Plan } from '../../domain/plan.ts';
import { findProcedure } from '../../procedures/index.ts';

/** What a run is called: by its own plan, whatever screen it is seen on. */
export const runTitle = ({ procedure, input }: Pick<Plan, 'procedure' | 'input'>): string =>
  procedure === 'undo' ? `Undo of run ${input['run']}` : (findProcedure(procedure)?.title ?? procedure);
