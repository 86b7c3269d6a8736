import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import '../config/english-schemas.ts';
import type { Check } from '../domain/check.ts';
import { exitCodes } from '../domain/exit-code.ts';
import { accountAttributes, serviceAttributes } from '../domain/fact.ts';
import { limitIds } from '../domain/limits/limit.ts';
import { operations } from '../domain/operations.ts';
import type { Plan } from '../domain/plan.ts';
import { isPlainKey } from '../domain/resource-name.ts';
import { findProcedure } from '../procedures/index.ts';
import { Refusal } from './failure.ts';

const some = z.string().check(z.minLength(1));
const service = z
  .templateLiteral([some, '/', some])
  .check(z.refine(isPlainKey, 'must be cluster/service, in letters, digits, - and _'));
const fact = z.union([
  z.strictObject({ service, attribute: z.enum(serviceAttributes), name: z.exactOptional(z.string()) }),
  z.strictObject({ attribute: z.enum(accountAttributes), name: z.string() }),
]);
const factValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const change = z.strictObject({ fact, from: factValue, to: factValue });
const expectedFact = z.strictObject({ fact, value: factValue });
const writes = Object.entries(operations).flatMap(([name, { kind }]) => (kind === 'write' ? [name] : []));
const effect = z.strictObject({ operation: z.enum(writes), input: z.record(z.string(), z.unknown()) });
const count = z.int().check(z.minimum(0));

const copingLimits = z.strictObject({
  cpuPercent: z.number(),
  p95Seconds: z.number(),
  errorPercent: z.number(),
  runningCount: count,
  badMinutes: count,
});

// A kind of check that is added to the domain and not here does not compile.
const checks: { readonly [Kind in Check['check']]: z.ZodMiniType<Extract<Check, { check: Kind }>> } = {
  facts: z.strictObject({ check: z.literal('facts'), expect: z.array(expectedFact) }),
  'service-stable': z.strictObject({
    check: z.literal('service-stable'),
    service,
    desiredCount: count,
    orMore: z.exactOptional(z.boolean()),
  }),
  'no-deployment': z.strictObject({ check: z.literal('no-deployment'), service }),
  'service-coping': z.strictObject({ check: z.literal('service-coping'), service, limits: copingLimits }),
  'policy-alarms-have-data': z.strictObject({
    check: z.literal('policy-alarms-have-data'),
    service,
    policies: z.array(z.string()),
  }),
  'alarms-have-data': z.strictObject({ check: z.literal('alarms-have-data'), alarms: z.array(z.string()) }),
  subscription: z.strictObject({ check: z.literal('subscription'), name: z.string(), mustBeConfirmed: z.boolean() }),
  'zones-spread': z.strictObject({ check: z.literal('zones-spread'), service }),
  'room-for-tasks': z.strictObject({
    check: z.literal('room-for-tasks'),
    service,
    desiredCount: count,
    limits: z.array(z.enum(limitIds)),
    besides: z.array(service),
  }),
  all: z.strictObject({ check: z.literal('all'), of: z.array(z.lazy(() => check)) }),
};
const check: z.ZodMiniType<Check> = z.union(Object.values(checks));
const undoStep = z.strictObject({ title: z.string(), changes: z.array(change), effect, verify: check });
const step = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('check'),
    id: z.string(),
    title: z.string(),
    check,
    onFailure: z.enum(['block', 'warn']),
  }),
  z.strictObject({
    kind: z.literal('confirm'),
    id: z.string(),
    title: z.string(),
    ask: z.strictObject({
      grade: z.enum(['press', 'number', 'name']),
      consequence: z.string(),
      phrase: some,
      because: z.array(z.string()),
    }),
  }),
  z.extend(undoStep, {
    kind: z.literal('apply'),
    id: z.string(),
    unchanged: z.array(expectedFact),
    verifyWithinMs: z.number().check(z.positive()),
    undo: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('steps'), steps: z.array(undoStep) }),
      z.strictObject({ kind: z.literal('with'), step: z.string() }),
      z.strictObject({ kind: z.literal('none'), because: z.string() }),
    ]),
  }),
  z.strictObject({
    kind: z.literal('warm-up'),
    id: z.string(),
    title: z.string(),
    url: z.url({ protocol: /^https?$/ }),
    requests: count,
    everyMs: z.number().check(z.minimum(0)),
    stopAbovePercent: z.nullable(z.number()),
  }),
  z.strictObject({
    kind: z.literal('hold'),
    id: z.string(),
    title: z.string(),
    forMs: z.number().check(z.positive()),
    everyMs: z.number().check(z.positive()),
    stopIf: z.array(check),
  }),
]);

const obligation = z.strictObject({
  says: z.string(),
  brief: z.exactOptional(z.string()),
  dueAt: z.number(),
  takenBackBy: z.string(),
  restores: z.exactOptional(z.array(expectedFact)),
});

const planSchema = z.strictObject({
  version: z.literal(1),
  procedure: z.string(),
  input: z.record(z.string(), z.union([z.string(), z.number()])),
  summary: z.string(),
  madeAt: z.number(),
  session: z.strictObject({
    environment: z.string(),
    production: z.boolean(),
    accountId: z.string(),
    region: z.string(),
    principalArn: z.string(),
    endpoint: z.nullable(z.string()),
    simulated: z.boolean(),
    profile: z.exactOptional(z.string()),
  }),
  services: z.array(service),
  warnings: z.array(z.string()),
  predictions: z.array(
    z.strictObject({ label: z.string(), before: z.string(), after: z.string(), note: z.exactOptional(z.string()) }),
  ),
  cost: z.nullable(z.strictObject({ perHourUsd: z.number(), perMonthUsd: z.number(), basis: z.string() })),
  steps: z.array(step).check(z.minLength(1)),
  obligation: z.exactOptional(obligation),
  closes: z.exactOptional(z.strictObject({ run: z.string(), obligation })),
});

/**
 * The plan that a file's content is, or what is wrong with it.
 *
 * Invariant: a plan that writes before it asks is none, nor is one that no procedure of ours could have made, whoever wrote
 * the file.
 */
export function parsePlan(json: unknown): Plan | { readonly wrong: string } {
  const parsed = planSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { wrong: `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'unknown shape'}` };
  }
  const { steps, procedure } = parsed.data;
  if (findProcedure(procedure) === undefined) return { wrong: `there is no procedure ${procedure}` };
  const firstWrite = steps.findIndex(({ kind }) => kind === 'apply');
  if (firstWrite !== -1 && !steps.slice(0, firstWrite).some(({ kind }) => kind === 'confirm')) {
    return { wrong: 'it writes before it asks' };
  }
  // The schema above is Plan, but for the members of an effect's input: those are AWS's to judge.
  return parsed.data as Plan;
}

/**
 * Reads a plan that `headroom plan --out` saved. Its shape is judged here; what it says of AWS is compared, fact by
 * fact, by the runner, before anything is written.
 */
export function readSavedPlan(path: string): Plan {
  const refuse = (because: string): Refusal =>
    new Refusal(
      `${path} is neither a procedure nor a saved plan: ${because}.`,
      'List the procedures with headroom procedures, or save a plan with headroom plan PROCEDURE --out FILE.',
      exitCodes.usage,
    );
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw refuse(error instanceof SyntaxError ? 'it is not JSON' : 'there is no such file that can be read');
  }
  const plan = parsePlan(json);
  if ('wrong' in plan) throw refuse(plan.wrong);
  return plan;
}
