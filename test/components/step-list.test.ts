import { expect, it } from 'vitest';
import { stepLines } from '../../src/components/step-list.ts';
import { type RunEvent, replay } from '../../src/domain/run.ts';
import { plainText } from '../../src/terminal/line.ts';
import { scalePlan, startsAt } from '../support/scale-plan.ts';

const [check] = scalePlan.steps;
const started: RunEvent = { at: startsAt, type: 'RunStarted', runId: 'run-1', plan: scalePlan, program: 'headroom' };

const draw = (event: RunEvent, width: number): readonly string[] =>
  stepLines(
    (replay([started, event])?.steps ?? []).map(state => ({ state, isOver: false })),
    startsAt,
    width,
  ).map(line => plainText(line).trimEnd());

it('gives a warning lines of its own, so that it can be read whole before the question', () => {
  const says = 'running 2/3, 1 pending: was unable to place a task because no container instance met all of its needs';
  const lines = draw({ at: startsAt, type: 'CheckWarned', stepId: check?.id ?? '', says }, 80);
  expect(lines[0]).not.toContain('warning');
  expect(lines.join(' ').replace(/ +/g, ' ')).toContain(`warning: ${says}`);
});

it('says of a check that passed what it saw in the row itself', () => {
  const lines = draw({ at: startsAt, type: 'CheckPassed', stepId: check?.id ?? '', says: 'running 2/2' }, 80);
  expect(lines[0]).toMatch(/✓ +1 .* {2}running 2\/2 +19:15:07/);
  expect(lines).toHaveLength(scalePlan.steps.length);
});

it('gives what does not fit beside the title a line below it, and cuts nothing', () => {
  const says = 'room for 6 tasks: 8 of 16 vCPU, 6 of 12,170 addresses, 210 of about 405 connections';
  const lines = draw({ at: startsAt, type: 'CheckPassed', stepId: check?.id ?? '', says }, 80);
  expect(lines.join('\n')).not.toContain('…');
  expect(lines[0]).toMatch(/✓ +1 .* 19:15:07$/);
  expect(
    lines
      .slice(1, 3)
      .map(line => line.trim())
      .join(' '),
  ).toBe(says);
});
