import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../src/commands/saved-plan.ts';
import { awsCommand } from '../../src/domain/aws-cli.ts';
import { canonicalJson } from '../../src/domain/canonical-json.ts';
import { effectAtOdds } from '../../src/domain/effect.ts';
import { addressOf } from '../../src/domain/fact.ts';
import { questionAtOdds } from '../../src/domain/grade.ts';
import type { InputOf } from '../../src/domain/input-field.ts';
import type { OpenObligation } from '../../src/domain/obligation.ts';
import { type Effect, operations } from '../../src/domain/operations.ts';
import type { ApplyStep, Plan, Planned, UndoStep } from '../../src/domain/plan.ts';
import type { Procedure } from '../../src/domain/procedure.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import { undoWrites } from '../../src/domain/undo.ts';
import { findProcedure, procedures } from '../../src/procedures/index.ts';
import { anyInput, anySecret } from '../support/inputs.ts';
import { anyObligations } from '../support/obligations.ts';
import { anySnapshot } from '../support/snapshots.ts';

/** The runbook's headings, as they stand there. */
const runbookHeadings = [
  'Quick Reference',
  'Auto-Scaling (Recommended)',
  'Setup Auto-Scaling',
  'Monitor Auto-Scaling',
  'Manual Scaling',
  'Scale Backend Service',
  'Scale Agent Service',
  'Scale Database (RDS)',
  'Scale Redis (ElastiCache)',
  'Capacity Planning',
  'Current Capacity',
  'Traffic Estimation',
  'Pre-Event Scaling',
  'Cost Optimization',
  'Right-Sizing',
  'Scheduled Scaling',
  'Monitoring Scaling',
  'Key Metrics',
  'Scaling Alerts',
  'Troubleshooting',
  'Scaling Not Working',
  'Tasks Flapping',
  'Best Practices',
];

interface Case {
  readonly input: Readonly<Record<string, string | number>>;
  readonly snapshot: Snapshot;
  readonly obligations: readonly OpenObligation[];
}

const plan = (procedure: Procedure, { input, snapshot, obligations }: Case): Planned =>
  // Every value was generated from the field that it stands for.
  procedure.plan(input as InputOf<typeof procedure.input>, snapshot, obligations);

const anyCase = (procedure: Procedure): fc.Arbitrary<Case> =>
  anySnapshot.chain(snapshot =>
    fc
      .tuple(anyInput(procedure, snapshot), anyObligations(snapshot))
      .map(([input, obligations]) => ({ input, snapshot, obligations })),
  );

const isApply = (step: Plan['steps'][number]): step is ApplyStep => step.kind === 'apply';

/** Checks a law on every plan that comes out, and that enough plans came out for the check to mean something. */
function forEveryPlan(procedure: Procedure, law: (plan: Plan, given: Case) => void): void {
  let plans = 0;
  fc.assert(
    fc.property(anyCase(procedure), given => {
      const planned = plan(procedure, given);
      if (planned.kind !== 'plan') return;
      plans += 1;
      law(planned.plan, given);
    }),
    { numRuns: 500 },
  );
  // A procedure that needs a service, its bounds and a record of them to be read has the fewest.
  expect(plans).toBeGreaterThan(30);
}

const frozen = <T>(value: T): T => {
  if (value !== null && typeof value === 'object') {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
};

const undoSteps = ({ undo }: ApplyStep): readonly UndoStep[] => (undo.kind === 'steps' ? undo.steps : []);

/** It ends once, and nothing in it does twice. */
const isSentence = (text: string): boolean => /^.{3,}[.?]$/.test(text) && !text.includes('..');

it('there is at least one procedure, and each is found by its id', () => {
  expect(procedures.length).toBeGreaterThan(0);
  for (const procedure of procedures) expect(findProcedure(procedure.id)).toBe(procedure);
  expect(new Set(procedures.map(({ id }) => id)).size).toBe(procedures.length);
  expect(findProcedure('no-such-procedure')).toBeUndefined();
});

describe.each(procedures.map(procedure => [procedure.id, procedure] as const))('%s', (_, procedure) => {
  it('is named, described and rooted in the runbook', () => {
    expect(procedure.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(procedure.title).toMatch(/^[A-Z][^.]+$/);
    expect(isSentence(procedure.summary)).toBe(true);
    expect(procedure.runbook.length).toBeGreaterThan(0);
    for (const section of procedure.runbook) expect(runbookHeadings).toContain(section);
    expect(new Set(procedure.reads).size).toBe(procedure.reads.length);
  });

  it('says of every input what it decides, and offers its default among its choices', () => {
    for (const [name, field] of Object.entries(procedure.input)) {
      expect(name).toMatch(/^[a-z][A-Za-z]*$/);
      expect(field.label).not.toBe('');
      expect(isSentence(field.help)).toBe(true);
      if (field.kind === 'choice') expect(field.choices.map(({ value }) => value)).toContain(field.default);
      if (field.kind === 'integer') expect(field.min).toBeLessThanOrEqual(field.max);
    }
  });

  it('says of every disagreement with the runbook what both do, and why', () => {
    for (const { runbookSays, weDo, because } of procedure.deviations) {
      for (const text of [runbookSays, weDo, because]) expect(text.trim().length).toBeGreaterThan(10);
    }
  });

  it('plans the same for the same input and snapshot, and changes neither', () => {
    fc.assert(
      fc.property(anyCase(procedure), given => {
        const once = plan(procedure, frozen(given));
        expect(plan(procedure, structuredClone(given))).toEqual(once);
      }),
      { numRuns: 300 },
    );
  });

  it('says why when it does not plan', () => {
    let refusals = 0;
    fc.assert(
      fc.property(anyCase(procedure), given => {
        const planned = plan(procedure, given);
        if (planned.kind === 'plan') return;
        refusals += 1;
        const reasons = planned.kind === 'blocked' ? planned.because : [planned.because];
        expect(reasons.length).toBeGreaterThan(0);
        for (const reason of reasons) expect(reason, reason).toSatisfy(isSentence);
      }),
      { numRuns: 500 },
    );
    expect(refusals).toBeGreaterThan(20);
  });

  it('makes plans that can be saved, and read back as they were', () => {
    forEveryPlan(procedure, made => expect(parsePlan(JSON.parse(JSON.stringify(made)))).toEqual(made));
  });

  it('makes plans that survive JSON', () => {
    forEveryPlan(procedure, made => expect(JSON.parse(JSON.stringify(made))).toStrictEqual(made));
  });

  it('names itself, its input and its AWS in the plan', () => {
    forEveryPlan(procedure, (made, { input, snapshot }) => {
      expect(made.procedure).toBe(procedure.id);
      expect(made.input).toEqual(input);
      expect(made.session).toEqual(snapshot.session);
      expect(made.summary).not.toContain('\n');
      for (const warning of made.warnings) expect(warning, warning).toSatisfy(isSentence);
    });
  });

  it('asks exactly once, after the checks and before the first write', () => {
    forEveryPlan(procedure, ({ steps }) => {
      const kinds = steps.map(({ kind }) => kind);
      expect(kinds.filter(kind => kind === 'confirm')).toHaveLength(1);
      expect(kinds).toContain('apply');
      expect(kinds.indexOf('confirm')).toBeLessThan(kinds.indexOf('apply'));
      expect(kinds.lastIndexOf('check')).toBeLessThan(kinds.indexOf('confirm'));
    });
  });

  it('gives every step an id of its own and a title', () => {
    forEveryPlan(procedure, ({ steps }) => {
      expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
      for (const { id, title } of steps) {
        expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
        expect(title.trim()).toBe(title);
        expect(title).not.toBe('');
      }
    });
  });

  it('states the consequence of a yes, and asks for a phrase as heavy as its grade', () => {
    forEveryPlan(procedure, ({ steps }) => {
      for (const step of steps) {
        if (step.kind !== 'confirm') continue;
        const { grade, phrase, consequence, because } = step.ask;
        expect(consequence).toSatisfy(isSentence);
        expect(phrase === 'y').toBe(grade === 'press');
        if (grade === 'number') expect(phrase).toMatch(/^\d+$/);
        expect(because.length > 0).toBe(grade !== 'press');
      }
    });
  });

  it('asks no less than its own changes make it', () => {
    forEveryPlan(procedure, made => {
      for (const step of made.steps)
        if (step.kind === 'confirm') expect(questionAtOdds(step.ask, made)).toBeUndefined();
    });
  });

  it('gives every write its changes, a bounded verification and a way back or a reason', () => {
    forEveryPlan(procedure, ({ steps }) => {
      for (const step of steps.filter(isApply)) {
        for (const part of [step, ...undoSteps(step)]) {
          expect(operations[part.effect.operation].kind).toBe('write');
          expect(part.changes.length).toBeGreaterThan(0);
          for (const { from, to } of part.changes) expect(from).not.toBe(to);
        }
        expect(step.verifyWithinMs).toBeGreaterThan(0);
        const { undo } = step;
        if (undo.kind === 'none') expect(undo.because).not.toBe('');
        else if (undo.kind === 'steps') expect(undo.steps.length).toBeGreaterThan(0);
        else expect(steps.some(({ id, kind }) => id === undo.step && id !== step.id && kind === 'apply')).toBe(true);
      }
    });
  });

  it('never holds a fact still that the same step moves', () => {
    forEveryPlan(procedure, ({ steps }) => {
      for (const step of steps.filter(isApply)) {
        const moved = step.changes.map(({ fact }) => addressOf(fact));
        for (const { fact } of step.unchanged) expect(moved).not.toContain(addressOf(fact));
        expect(step.unchanged.length).toBeGreaterThan(0);
      }
    });
  });

  it('sends exactly what it shows, on the way there and on the way back', () => {
    forEveryPlan(procedure, ({ steps }) => {
      for (const step of steps.filter(isApply)) {
        expect(effectAtOdds(step)).toBeUndefined();
        for (const back of undoWrites(step)) expect(effectAtOdds(back)).toBeUndefined();
      }
    });
  });

  it('gives every write a title of its own words: the values stand in its changes', () => {
    forEveryPlan(procedure, ({ steps }) => {
      for (const step of steps.filter(isApply))
        for (const { title } of [step, ...undoSteps(step)]) expect(title).not.toContain('→');
    });
  });

  it('bounds every pause and watches while it lasts', () => {
    forEveryPlan(procedure, ({ steps }) => {
      for (const step of steps) {
        if (step.kind !== 'hold') continue;
        expect(step.everyMs).toBeGreaterThan(0);
        expect(step.everyMs).toBeLessThanOrEqual(step.forMs);
        expect(step.stopIf.length).toBeGreaterThan(0);
      }
    });
  });

  it('sends no endless warm-up, and only to where a browser goes too', () => {
    forEveryPlan(procedure, ({ steps }) => {
      for (const step of steps) {
        if (step.kind !== 'warm-up') continue;
        expect(step.url).toMatch(/^https?:\/\//);
        expect(step.requests).toBeGreaterThan(0);
        expect(step.requests * step.everyMs).toBeLessThanOrEqual(30 * 60_000);
      }
    });
  });

  it('prints every effect as an aws command that a shell reads back to the same words', () => {
    const effects: Effect[] = [];
    forEveryPlan(procedure, ({ steps }) => {
      for (const step of steps.filter(isApply))
        effects.push(step.effect, ...undoSteps(step).map(({ effect }) => effect));
    });
    const different = [...new Map(effects.map(effect => [JSON.stringify(effect), effect])).values()].slice(0, 200);
    const where = { region: 'us-east-1', endpoint: null };
    const read = shellWords(different.map(effect => awsCommand(effect, where)));
    different.forEach((effect, index) => {
      const [aws, service, subcommand, ...flags] = read[index] ?? [];
      expect([aws, `${service} ${subcommand}`]).toEqual(['aws', operations[effect.operation].cli]);
      const { flags: named = {} } = operations[effect.operation];
      const members = { ...effect.input, Region: 'us-east-1' };
      expect(membersOf(flags)).toEqual(
        Object.fromEntries(
          Object.entries(members).map(([name, value]) => [
            (named[name] ?? name).replaceAll('-', '').toLowerCase(),
            typeof value === 'object' ? canonicalJson(value) : String(value),
          ]),
        ),
      );
    });
  });
});

/** A secret stands in a command as the variable that it is kept in; here the variable holds the reference to it. */
const secretsOfShell = { ...process.env, WEBHOOK_URL: anySecret };

/** What a POSIX shell makes of each line: its words, after quoting. */
function shellWords(lines: readonly string[]): readonly (readonly string[])[] {
  const script = lines.map(line => `printf '%s\\0' ${line}; printf '\\n\\0'`).join('\n');
  const words = execFileSync('sh', ['-s'], { input: script, encoding: 'utf8', env: secretsOfShell })
    .split('\0')
    .slice(0, -1);
  const read: string[][] = [[]];
  for (const word of words) {
    if (word === '\n') read.push([]);
    else read.at(-1)?.push(word);
  }
  return read;
}

/** `--min-capacity 6 --no-actions-enabled` -> `{ mincapacity: '6', actionsenabled: 'false' }`. */
function membersOf(words: readonly string[]): Readonly<Record<string, string>> {
  const members: Record<string, string> = {};
  for (const [index, word] of words.entries()) {
    if (!/^--[a-z]+(-[a-z]+)*$/.test(word)) continue;
    const value = words[index + 1];
    const isSwitch = value === undefined || value.startsWith('--');
    const flag = isSwitch ? word.replace(/^--no-/, '--') : word;
    members[flag.replaceAll('-', '')] = isSwitch ? String(flag === word) : value;
  }
  return members;
}
