import type { ExpectedFact } from './check.ts';
import type { Confirmation, Grade } from './confirmation.ts';
import { type Change, movesByItself, servicesOf } from './fact.ts';
import { changeInBrief, heldInBrief } from './fact-words.ts';
import { type LeastGrade, leastGrade } from './grade.ts';
import { isOverload, loadOf, tightness } from './load.ts';
import type { ApplyStep, CheckStep, Plan, UndoStep } from './plan.ts';
import type { Run } from './run.ts';
import { findService, type ServiceKey, type Snapshot } from './snapshot.ts';
import { type Instant, minutes } from './time.ts';

/** One write of the way back, with what must not have moved beside it. */
export type UndoWrite = UndoStep & Pick<ApplyStep, 'unchanged'>;

interface WayBack {
  readonly writes: readonly UndoWrite[];
  /** What the run moved, and what something else has moved since: it stays there. */
  readonly stays: readonly ExpectedFact[];
  /** Whether all that the run's cost was reckoned from is taken back. */
  readonly isWhole: boolean;
}

/** The way back as a plan like any other: looked at, asked, compared, verified. */
export function undoPlan(
  run: Run,
  { writes, stays, isWhole }: WayBack,
  { madeAt, snapshot }: { readonly madeAt: Instant; readonly snapshot: Snapshot },
): Plan {
  const { session } = snapshot;
  const changes = writes.flatMap(write => write.changes);
  const services = servicesOf(changes);
  const scaleIns = services.flatMap(key => scaleInOf(key, { changes, snapshot, now: madeAt }));
  const { cost, closes } = run.plan;
  const applies = writes.map((write, index): ApplyStep => applyOf(write, { index, before: writes.slice(0, index) }));
  const least = leastGrade({ procedure: 'undo', session, steps: applies });
  return {
    version: 1,
    procedure: 'undo',
    input: { run: run.id },
    summary: [
      `undo of "${run.plan.summary}"`,
      ...stays.map(({ fact, value }) => `${heldInBrief(fact, value)} stays`),
    ].join('; '),
    madeAt,
    session,
    services,
    warnings: [...scaleIns.flatMap(({ warning }) => warning ?? []), ...stays.map(staysWarning)],
    predictions: [],
    cost: isWhole && cost ? { ...cost, perHourUsd: -cost.perHourUsd, perMonthUsd: -cost.perMonthUsd } : null,
    steps: [
      ...services.map(deploymentCheck),
      {
        kind: 'confirm',
        id: 'confirm',
        title: 'Confirm',
        ask: confirmationOf(run, { changes, stays, scaleIns, least }),
      },
      ...applies,
    ],
    // What the run had fulfilled is owed again; a run that has not come to its end has fulfilled nothing.
    ...(closes !== undefined && run.ended?.kind === 'completed' && { obligation: closes.obligation }),
  };
}

function applyOf(
  write: UndoWrite,
  { index, before }: { readonly index: number; readonly before: readonly UndoWrite[] },
): ApplyStep {
  const services = servicesOf(write.changes);
  const isMovedByItself = ({ fact }: Change): boolean => movesByItself(fact);
  const boundsCameBack = before
    .flatMap(({ changes }) => changes)
    .some(({ fact }) => !movesByItself(fact) && fact.service !== undefined && services.includes(fact.service));
  return {
    ...write,
    kind: 'apply',
    id: `apply-${index + 1}`,
    verifyWithinMs: minutes(10),
    ...(write.changes.every(isMovedByItself) && boundsCameBack && { yieldsToAutoScaling: true }),
    undo: { kind: 'none', because: 'an undo is taken back by running the procedure again' },
  };
}

const staysWarning = ({ fact, value }: ExpectedFact): string =>
  `${heldInBrief(fact, value)}${fact.service === undefined ? '' : ` of ${fact.service}`} stays: auto-scaling or somebody else has moved it since the run, and an undo never writes over that.`;

/** A warning only: the way back must not be shut by what may be the reason for taking it. */
const deploymentCheck = (service: ServiceKey, index: number): CheckStep => ({
  kind: 'check',
  id: `check-${index + 1}`,
  title: 'Is a deployment under way?',
  check: { check: 'no-deployment', service },
  onFailure: 'warn',
});

/** A service of which the way back takes tasks away. */
interface ScaleIn {
  readonly service: string;
  readonly warning: string | undefined;
  readonly isOverload: boolean;
}

function scaleInOf(
  key: ServiceKey,
  {
    changes,
    snapshot,
    now,
  }: { readonly changes: readonly Change[]; readonly snapshot: Snapshot; readonly now: Instant },
): readonly ScaleIn[] {
  const ofCount = changes.filter(({ fact }) => fact.service === key && fact.attribute === 'desiredCount');
  const [from, to] = [Number(ofCount.at(0)?.from), Number(ofCount.at(-1)?.to)];
  const service = findService(snapshot, key);
  if (service === undefined || !(to < from)) return [];
  const load = loadOf(service, { desiredCount: to, now });
  const warning =
    load.cpuPercent === undefined
      ? `The load of ${service.service} after this is unknown: there is no recent CPU of it.`
      : tightness(load, `${to} of ${from} tasks`);
  return [{ service: service.service, warning, isOverload: isOverload(load) }];
}

/** As hard as the changes make it, and the name where the load does not fit on what is left. */
function confirmationOf(
  run: Run,
  {
    changes,
    stays,
    scaleIns,
    least,
  }: Pick<WayBack, 'stays'> & {
    readonly changes: readonly Change[];
    readonly scaleIns: readonly ScaleIn[];
    readonly least: LeastGrade;
  },
): Confirmation {
  const kept = stays.map(({ fact, value }) => `; ${heldInBrief(fact, value)} stays`).join('');
  const consequence = `This takes run ${run.id} back: ${inBrief(changes)}${kept}.`;
  const overloaded = scaleIns.find(scaleIn => scaleIn.isOverload);
  const because = [...(overloaded ? ['the load does not fit on what is left'] : []), ...least.because];
  const last = changes.findLast(({ fact }) => fact.attribute === 'desiredCount') ?? changes.at(-1);
  const isCounted = typeof last?.to === 'number';
  const onlyService = run.plan.services.length === 1 ? run.plan.services[0] : undefined;
  // A switch or a configuration is no number to type.
  const grade = overloaded || (least.grade === 'number' && !isCounted) ? 'name' : least.grade;
  const phrases: Readonly<Record<Grade, string>> = {
    press: 'y',
    number: String(last?.to),
    // What is of no service has a name of any letters: the service that the run was about, or the run itself, can be typed.
    name: overloaded?.service ?? nameOf(last?.fact.service) ?? nameOf(onlyService) ?? run.id,
  };
  return { grade, phrase: phrases[grade], consequence, because };
}

/** So many changes can be taken in with the sentence; all of them stand beside the question and in the plan. */
const fewChanges = 3;

/** A question has to fit a small terminal whole, or it cannot be answered. */
const inBrief = (changes: readonly Change[]): string =>
  changes.length > fewChanges ? `${changes.length} changes` : changes.map(changeInBrief).join(', ');

const nameOf = (service: ServiceKey | undefined): string | undefined => service?.split('/')[1];
