import type { ApplyStep, HoldStep, Plan, Step } from '../../src/domain/plan.ts';
import type { ServiceKey, Session } from '../../src/domain/snapshot.ts';
import { minutes } from '../../src/domain/time.ts';

export const service: ServiceKey = 'web-production/web-api';
export const startsAt = Date.UTC(2026, 10, 23, 19, 15, 7);
export const serviceArn = 'arn:aws:ecs:us-east-1:111122223333:service/web-production/web-api';

export const session: Session = {
  environment: 'production',
  production: true,
  accountId: '111122223333',
  region: 'us-east-1',
  principalArn: 'arn:aws:sts::111122223333:assumed-role/responder/ana',
  endpoint: null,
  simulated: false,
};

const confirm: Step = {
  kind: 'confirm',
  id: 'confirm',
  title: 'Confirm',
  ask: { grade: 'number', consequence: 'web-api will run 6 tasks.', phrase: '6', because: ['production'] },
};

const watch: HoldStep = {
  kind: 'hold',
  id: 'watch',
  title: 'Watch for 30 min',
  forMs: minutes(30),
  everyMs: minutes(1),
  stopIf: [
    {
      check: 'service-coping',
      service,
      limits: { cpuPercent: 80, p95Seconds: 1, errorPercent: 1, runningCount: 6, badMinutes: 3 },
    },
  ],
};

const update = (desiredCount: number): ApplyStep['effect'] => ({
  operation: 'ecs:UpdateService',
  input: { cluster: 'web-production', service: 'web-api', desiredCount },
});

/** One write of a plan: the desiredCount of the service, and the way back. */
export const scaleStep = ({ id, from, to }: { id: string; from: number; to: number }): ApplyStep => ({
  kind: 'apply',
  id,
  title: `Scale to ${to}`,
  changes: [{ fact: { service, attribute: 'desiredCount' }, from, to }],
  unchanged: [
    { fact: { service, attribute: 'serviceArn' }, value: serviceArn },
    { fact: { service, attribute: 'maxCapacity' }, value: 10 },
  ],
  effect: update(to),
  verify: { check: 'service-stable', service, desiredCount: to },
  verifyWithinMs: minutes(10),
  undo: {
    kind: 'steps',
    steps: [
      {
        title: `Scale back to ${from}`,
        changes: [{ fact: { service, attribute: 'desiredCount' }, from: to, to: from }],
        effect: update(from),
        verify: { check: 'service-stable', service, desiredCount: from },
      },
    ],
  },
});

export const planOf = (steps: readonly Step[]): Plan => ({
  version: 1,
  procedure: 'scale-service',
  input: { service, desiredCount: 6 },
  summary: 'web-api: 2 → 6 tasks',
  madeAt: startsAt,
  session,
  services: [service],
  warnings: [],
  predictions: [],
  cost: { perHourUsd: 0.2, perMonthUsd: 146, basis: 'Fargate list price' },
  steps,
});

/** Check, ask, 2 → 6 tasks, watch: the plan that most stories run. */
export const scalePlan: Plan = planOf([
  {
    kind: 'check',
    id: 'check-1',
    title: 'No deployment',
    check: { check: 'no-deployment', service },
    onFailure: 'block',
  },
  confirm,
  scaleStep({ id: 'apply-1', from: 2, to: 6 }),
  watch,
]);

/** The same in two writes, each from what the one before has left. */
export const steppedPlan: Plan = planOf([
  confirm,
  scaleStep({ id: 'apply-1', from: 2, to: 4 }),
  scaleStep({ id: 'apply-2', from: 4, to: 6 }),
]);
