import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/commands/failure.ts';
import { parsePlan, readSavedPlan } from '../../src/commands/saved-plan.ts';
import { scalePlan, steppedPlan } from '../support/scale-plan.ts';
import { tempDir } from '../support/temp-dir.ts';

/** The plan as a file holds it, with some of it replaced. */
const saved = (changes: object = {}): unknown => JSON.parse(JSON.stringify({ ...scalePlan, ...changes }));

function refusalOf(path: string): Refusal {
  try {
    readSavedPlan(path);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error(`${path} was taken for a plan`);
}

describe('a saved plan', () => {
  it.each([
    ['in one step', scalePlan],
    ['in several', steppedPlan],
  ])('survives the file: %s', (_, plan) => {
    expect(parsePlan(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
  });

  it.each([
    ['another version', { version: 2 }, 'version'],
    ['no steps', { steps: [] }, 'steps'],
    ['a member that no plan has', { run: 'rm -rf /' }, 'run'],
    ['a count that is no number', { madeAt: 'yesterday' }, 'madeAt'],
    ['another account, not as a string', { session: { ...scalePlan.session, accountId: 1 } }, 'session.accountId'],
  ])('is refused with %s, and the place is named', (_, changes, place) => {
    expect(parsePlan(saved(changes))).toEqual({ wrong: expect.stringContaining(place) });
  });

  it('is refused when it asks for an operation that headroom never writes with', () => {
    const steps = scalePlan.steps.map(step =>
      step.kind === 'apply' ? { ...step, effect: { ...step.effect, operation: 'ecs:DeleteService' } } : step,
    );
    expect(parsePlan(saved({ steps }))).toEqual({ wrong: expect.stringContaining('steps') });
  });

  it('is refused when it writes before it asks, whoever wrote the file', () => {
    const steps = scalePlan.steps.filter(({ kind }) => kind !== 'confirm');
    expect(parsePlan(saved({ steps }))).toEqual({ wrong: 'it writes before it asks' });
  });

  it('is refused when no procedure of ours could have made it', () => {
    expect(parsePlan(saved({ procedure: 'undo' }))).toEqual({ wrong: 'there is no procedure undo' });
  });

  it('is refused as a file that is missing, is no JSON, or is something else, with what to do', () => {
    const directory = tempDir();
    const path = join(directory, 'plan.json');
    expect(refusalOf(path).message).toContain('no such file');
    writeFileSync(path, '{ "version": 1, ');
    expect(refusalOf(path).message).toContain('not JSON');
    writeFileSync(path, '[]');
    const refusal = refusalOf(path);
    expect(refusal.message).toContain('neither a procedure nor a saved plan');
    expect(refusal).toMatchObject({ exitCode: 2, nextStep: expect.stringContaining('headroom plan') });
    symlinkSync(join(directory, 'nowhere'), join(directory, 'link.json'));
    expect(refusalOf(join(directory, 'link.json')).message).toContain('no such file');
  });
});
