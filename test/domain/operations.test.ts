import { expect, it } from 'vitest';
import { operations } from '../../src/domain/operations.ts';

const rows = Object.entries(operations);

it.each(rows)('%s is called by its own name in the aws command', (name, { cli }) => {
  const call = name.split(':')[1] ?? '';
  const subcommand = call
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
  expect(cli.split(' ')[1]).toBe(subcommand);
});

it.each(rows)('%s is a write unless its name says that it only reads', (name, { kind }) => {
  expect(kind).toBe(/:(Describe|List|Get)[A-Z]/.test(name) ? 'read' : 'write');
});

it('the program can change exactly these things at AWS', () => {
  expect(rows.filter(([, { kind }]) => kind === 'write').map(([name]) => name)).toEqual([
    'ecs:UpdateService',
    'application-autoscaling:RegisterScalableTarget',
    'application-autoscaling:DeregisterScalableTarget',
    'application-autoscaling:PutScalingPolicy',
    'application-autoscaling:DeleteScalingPolicy',
    'application-autoscaling:PutScheduledAction',
    'application-autoscaling:DeleteScheduledAction',
    'cloudwatch:PutMetricAlarm',
    'cloudwatch:DeleteAlarms',
    'sns:CreateTopic',
    'sns:DeleteTopic',
    'sns:SetTopicAttributes',
    'sns:Subscribe',
    'sns:Unsubscribe',
    'events:PutRule',
    'events:DeleteRule',
    'events:PutTargets',
    'events:RemoveTargets',
    'lambda:AddPermission',
    'lambda:RemovePermission',
  ]);
});
