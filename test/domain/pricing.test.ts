import { expect, it } from 'vitest';
import { costOfTasks, taskHourUsd } from '../../src/domain/pricing.ts';

const task = { cpuUnits: 1024, memoryMiB: 2048 };

// Fargate list price, us-east-1: $0.04048 per vCPU-hour and $0.004445 per GB-hour.
it('a task with 1 vCPU and 2 GB costs about five cents an hour and 36 dollars a month', () => {
  expect(taskHourUsd(task)).toBeCloseTo(0.04937, 6);
  expect(costOfTasks(task, 1).perMonthUsd).toBeCloseTo(36.04, 2);
});

it('tasks that are added cost, tasks that are taken away save as much', () => {
  expect(costOfTasks(task, 4).perHourUsd).toBeCloseTo(0.19748, 6);
  expect(costOfTasks(task, -4).perHourUsd).toBe(-costOfTasks(task, 4).perHourUsd);
});

it('the estimate says what it was reckoned from', () => {
  expect(costOfTasks({ cpuUnits: 512, memoryMiB: 1024 }, 1).basis).toBe(
    'Fargate list price of us-east-1, 0.5 vCPU and 1 GB a task',
  );
});
