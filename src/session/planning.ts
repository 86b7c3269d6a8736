import { type Fact, partsOf, servicesOf } from '../domain/fact.ts';
import { flagOf, type InputProblem, parseField, parseInput, serviceIn } from '../domain/input.ts';
import type { SecretField } from '../domain/input-field.ts';
import { obligationsIn } from '../domain/obligation.ts';
import type { Planned, Step } from '../domain/plan.ts';
import type { Procedure } from '../domain/procedure.ts';
import type { Run } from '../domain/run.ts';
import { scalingRecordText } from '../domain/scaling-record.ts';
import { isSecretReference, isSecretSource } from '../domain/secret.ts';
import type { Part, ServiceKey, Snapshot } from '../domain/snapshot.ts';
import { planUndo } from '../domain/undo.ts';
import { withheldFrom } from '../domain/withheld.ts';
import { closeObligation, readObligations } from '../journal/obligations.ts';
import { findScalingRecord } from '../journal/scaling-records.ts';
import type { PlanResult } from '../store/actions.ts';
import type { HeadroomSession } from './session.ts';

/** Reads what the procedure needs, parses what was typed, and plans. Writes nothing. */
export async function planProcedure(
  session: HeadroomSession,
  procedure: Procedure,
  typed: Readonly<Record<string, string>>,
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
  const kept = withSecretsKept(session, procedure, typed);
  const { raw, problems } = withRecordsFound(session, procedure, kept, snapshot);
  // Names and numbers are judged before anything is asked of AWS: a typing error should not cost a round trip.
  const early = parseInput(procedure, raw, snapshot);
  const wrong = early.ok
    ? []
    : early.problems.filter(
        ({ field, awaitsReading }) => !awaitsReading && !problems.some(each => each.field === field),
      );
  if (problems.length > 0 || wrong.length > 0) return { kind: 'bad-input', problems: [...problems, ...wrong] };

  const parts = [
    ...procedure.reads,
    ...(procedure.readsFor?.(early.ok ? early.value : partly(procedure, raw, snapshot)) ?? []),
  ];
  if (procedure.readsOfAll !== undefined) {
    const everybody = snapshot.services.map(({ key }) => key);
    await session.observe(everybody, procedure.readsOfAll, signal);
  }
  const read = await session.observe(servicesIn(procedure, raw, snapshot), parts, signal);
  const input = parseInput(procedure, raw, read);
  if (!input.ok) return { kind: 'bad-input', problems: input.problems };
  const owed = obligationsIn(readObligations(session.stateDir), read.session);
  const planned = procedure.plan(input.value, read, owed);
  if (planned.kind === 'nothing-to-do' && planned.closes !== undefined) close(session, planned.closes);
  return nothingWithheld(planned);
}

/** A plan that would have to send what headroom does not keep is none. */
function nothingWithheld(planned: Planned): Planned {
  const because = planned.kind === 'plan' ? withheldFrom(planned.plan) : [];
  return because.length === 0 ? planned : { kind: 'blocked', because };
}

/** Everything is back, by whatever hand: nothing is owed any more. */
function close({ stateDir, store }: HeadroomSession, runId: string): void {
  closeObligation(stateDir, runId);
  store.update(state => ({ ...state, obligations: state.obligations.filter(owed => owed.runId !== runId) }));
}

/** What of the input can be told before AWS was read. */
function partly(
  procedure: Procedure,
  raw: Readonly<Record<string, string>>,
  snapshot: Snapshot,
): Readonly<Record<string, string | number>> {
  const service = serviceIn(procedure.input, raw, snapshot);
  return Object.fromEntries(
    Object.entries(procedure.input).flatMap(([name, field]) => {
      const parsed = parseField(name, field, raw[name], snapshot, { service, answers: raw });
      return parsed.ok ? [[name, parsed.value]] : [];
    }),
  );
}

/** Secrets are looked up here, once; from here on the input has references to them. */
function withSecretsKept(
  { secrets }: HeadroomSession,
  procedure: Procedure,
  typed: Readonly<Record<string, string>>,
): Typed {
  const problems: InputProblem[] = [];
  const raw = Object.fromEntries(
    Object.entries(typed).map(([name, text]) => {
      const field = procedure.input[name];
      if (field?.kind !== 'secret') return [name, text];
      const kept = isSecretSource(text) ? secrets.keepFrom(text) : text;
      const says = typeof kept === 'string' ? refusalOf(field, kept, secrets) : kept.says;
      if (typeof kept === 'string' && says === undefined) return [name, kept];
      problems.push({ field: name, says: `${flagOf(name)} ${says}` });
      return [name, ''];
    }),
  );
  return { raw, problems };
}

interface Typed {
  readonly raw: Readonly<Record<string, string>>;
  readonly problems: readonly InputProblem[];
}

/** Records of the journal and of saved plans are looked up here, once: planning itself reads nothing but the snapshot. */
function withRecordsFound(
  { stateDir }: HeadroomSession,
  { input }: Procedure,
  { raw, problems }: Typed,
  snapshot: Snapshot,
): Typed {
  const service = serviceIn(input, raw, snapshot);
  const found = Object.entries(input).flatMap(([name, field]) =>
    field.kind === 'record' && service !== undefined
      ? [{ name, ...findScalingRecord(stateDir, { wanted: raw[name] || field.default, service }) }]
      : [],
  );
  return {
    raw: {
      ...raw,
      ...Object.fromEntries(
        found.flatMap(each => ('record' in each && each.record ? [[each.name, scalingRecordText(each.record)]] : [])),
      ),
    },
    problems: [
      ...problems,
      ...found.flatMap(each =>
        'says' in each ? [{ field: each.name, says: `${flagOf(each.name)} ${each.says}` }] : [],
      ),
    ],
  };
}

function refusalOf({ refuses }: SecretField, kept: string, secrets: HeadroomSession['secrets']): string | undefined {
  const secret = isSecretReference(kept) ? secrets.reveal(kept) : undefined;
  return secret === undefined ? undefined : refuses?.(secret);
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
  const facts = run.plan.steps.flatMap(factsOfUndo);
  const parts = new Set<Part>([...partsOf(facts), 'counts', 'scaling', 'metrics']);
  const read = await session.observe(servicesOf(facts), [...parts], signal);
  const planned = planUndo(run, read, session.clock.now());
  if (planned.kind === 'nothing-to-do') close(session, run.id);
  return nothingWithheld(planned);
}

/** What an undo compares: what the step moved, what it held still, and what its way back moves. */
const factsOfUndo = (step: Step): readonly { readonly fact: Fact }[] =>
  step.kind !== 'apply'
    ? []
    : [
        ...step.changes,
        ...step.unchanged,
        ...(step.undo.kind === 'steps' ? step.undo.steps.flatMap(({ changes }) => changes) : []),
      ];
