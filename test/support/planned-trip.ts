import type { Plan } from '../../src/domain/plan.ts';
import { findProcedure } from '../../src/procedures/index.ts';
import { planProcedure } from '../../src/session/planning.ts';
import type { RoundTrip } from '../laws/round-trips.ts';
import { owedIn } from './obligations.ts';
import { simulatedAccount } from './simulated-session.ts';

/** An account as it is that day, and the plan that is made in it. */
export async function plannedTrip(id: string, { arrange, input, owed }: RoundTrip) {
  const account = await simulatedAccount();
  arrange?.(account.call);
  if (owed !== undefined) owedIn(account.stateDir, owed);
  const procedure = findProcedure(id);
  if (procedure === undefined) throw new Error(`there is no procedure ${id}`);
  const planned = await planProcedure(account.session, procedure, input);
  if (planned.kind !== 'plan') throw new Error(`no plan: ${JSON.stringify(planned)}`);
  const plan: Plan = planned.plan;
  return { ...account, plan };
}
