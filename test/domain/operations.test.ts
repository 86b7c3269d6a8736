import { expect, it } from 'vitest';
import { operations } from '../../src/domain/operations.ts';

const rows = Object.entries(operations);

it.each(rows)('%s is called by its own name in the aws command', (name, { cli }) => {
  const call = name.split(':')[1] ?? '';
  const subcommand = call.replace(/[A-Z]/g, (letter, index) => `${index === 0 ? '' : '-'}${letter.toLowerCase()}`);
  expect(cli.split(' ')[1]).toBe(subcommand);
});

it.each(rows)('%s is a write unless its name says that it only reads', (name, { kind }) => {
  expect(kind).toBe(/:(Describe|List|Get)[A-Z]/.test(name) ? 'read' : 'write');
});

it('the program can change exactly these things at AWS', () => {
  expect(rows.filter(([, { kind }]) => kind === 'write').map(([name]) => name)).toEqual([
    'ecs:UpdateService',
    'application-autoscaling:RegisterScalableTarget',
  ]);
});
