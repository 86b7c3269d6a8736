import { servicesOf } from '../domain/fact.ts';
import { parseField, parseInput } from '../domain/input.ts';
import type { Procedure } from '../domain/procedure.ts';
import type { Run } from '../domain/run.ts';
import type { ServiceKey, Snapshot } from '../domain/snapshot.ts';
import { planUndo } from '../domain/undo.ts';
import type { PlanResult } from '../store/actions.ts';
import type { HeadroomSession } from './session.ts';

/** Reads what the procedure needs, parses what was typed, and plans. Writes nothing. */
export async function planProcedure(
  session: HeadroomSession,
  procedure: Procedure,
  raw: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<PlanResult> {
  const { snapshot } = session.store.getSnapshot();
  if (snapshot === undefined) {
    return {
      kind: 'failed',
      because: 'AWS has not answered yet',
      nextStep: 'Wait for the dashboard to fill, then try again.',
    };
  }
  // Names and numbers are judged before anything is asked of AWS: a typing error should not cost a round trip.
  const early = parseInput(procedure, raw, snapshot);
  if (!early.ok) return { kind: 'bad-input', problems: early.problems };
  const read = await session.observe(servicesIn(procedure, raw, snapshot), procedure.reads, signal);
  return procedure.plan(early.value, read);
}

function servicesIn(
  procedure: Procedure,
  raw: Readonly<Record<string, string>>,
  snapshot: Snapshot,
): readonly ServiceKey[] {
  return Object.entries(procedure.input).flatMap(([name, field]) => {
    if (field.kind !== 'service') return [];
    const parsed = parseField(name, field, raw[name], snapshot);
    return parsed.ok ? snapshot.services.filter(({ key }) => key === parsed.value).map(({ key }) => key) : [];
  });
}

/** The plan that takes a recorded run back, made from what is there now. */
export async function planUndoOf(session: HeadroomSession, run: Run, signal?: AbortSignal): Promise<PlanResult> {
  const changes = run.plan.steps.flatMap(step => (step.kind === 'apply' ? step.changes : []));
  const read = await session.observe(servicesOf(changes), ['counts', 'scaling', 'metrics'], signal);
  return planUndo(run, read, session.clock.now());
}
