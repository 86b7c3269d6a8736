import { functionPart } from '../domain/account-snapshot.ts';
import type { Given, IntegerField } from '../domain/input-field.ts';
import { lastKnown } from '../domain/observed.ts';
import { defineProcedure } from '../domain/procedure.ts';
import { findService, type ScalableTarget, type ServiceKey, type Snapshot } from '../domain/snapshot.ts';
import { deviations } from './schedule-scaling/deviations.ts';
import { planSchedule } from './schedule-scaling/plan.ts';

const targetOf = (snapshot: Snapshot, key: ServiceKey): ScalableTarget | undefined => {
  const service = findService(snapshot, key);
  return (service && lastKnown(service.scaling)?.target) ?? undefined;
};

const heldFloor = (snapshot: Snapshot, key: ServiceKey): number | undefined => targetOf(snapshot, key)?.minCapacity;

/** The ceiling stays as it is unless somebody says otherwise; without one the floor by day stands in. */
const ceiling = ({ snapshot, service, answers }: Given): string | undefined => {
  const held = service && targetOf(snapshot, service);
  if (held !== undefined) return String(held.maxCapacity);
  // What is wrong with that answer is said of it, and not of this one as well.
  const { dayMin } = answers;
  return dayMin !== undefined && /^\d+$/.test(dayMin) ? dayMin : undefined;
};

/** What AWS takes for a bound; ECS runs at most 5,000 tasks of a service. */
const bound = { kind: 'integer', min: 0, max: 5000 } as const satisfies Partial<IntegerField>;

const time = {
  kind: 'text',
  pattern: /^([01][0-9]|2[0-3]):[0-5][0-9]$/,
  whatFits: 'a local time, such as 02:00',
} as const;

/** Less at night, more by day, by themselves. */
export const scheduleScaling = defineProcedure({
  id: 'schedule-scaling',
  title: 'Schedule scaling',
  summary: 'Take a service down at night and up again in the morning, in pairs, in the time zone of its users.',
  runbook: ['Scheduled Scaling'],
  input: {
    service: { kind: 'service', label: 'Service', help: 'The ECS service: its name, or cluster/service.' },
    timeZone: {
      kind: 'timeZone',
      label: 'Time zone',
      help: 'Whose clocks are meant; AWS follows its summer time, which it does not with UTC.',
    },
    nightMin: {
      ...bound,
      label: 'At night',
      help: 'MinCapacity from the evening on; with --how events the count that the function sets.',
      startsAt: heldFloor,
    },
    dayMin: {
      ...bound,
      label: 'By day',
      help: 'MinCapacity from the morning on; with --how events the count that the function sets.',
      startsAt: heldFloor,
    },
    nightMax: {
      ...bound,
      label: 'At most at night',
      help: 'MaxCapacity at night; what runs above it is taken away at once.',
      default: ceiling,
    },
    dayMax: { ...bound, label: 'At most by day', help: 'MaxCapacity by day.', default: ceiling },
    downAt: { ...time, label: 'Down at', help: 'When the night begins.', default: '02:00' },
    upAt: { ...time, label: 'Up at', help: 'When the day begins.', default: '08:00' },
    days: {
      kind: 'choice',
      label: 'Days',
      help: 'On which days both come.',
      choices: [
        { value: 'every-day', label: 'Every day' },
        { value: 'weekdays', label: 'From Monday to Friday' },
      ],
      default: 'every-day',
    },
    name: {
      kind: 'text',
      label: 'Name',
      help: 'What the pair is called: night makes night-down and night-up.',
      pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{0,29}$/,
      whatFits: 'up to 30 letters, digits, - and _, such as night',
      default: 'night',
    },
    how: {
      kind: 'choice',
      label: 'How',
      help: 'actions moves the bounds of auto-scaling; events has EventBridge invoke a function that sets the count.',
      choices: [
        { value: 'actions', label: 'Scheduled actions of auto-scaling' },
        { value: 'events', label: 'EventBridge rules and a Lambda function' },
      ],
      default: 'actions',
    },
    functionName: {
      kind: 'text',
      label: 'Function',
      help: 'With --how events the function that sets the count, invoked with {"count":N}.',
      pattern: /^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$/,
      whatFits: 'the name of a Lambda function, such as scale-ecs',
      default: 'scale-ecs',
    },
  },
  reads: ['counts', 'scaling', 'scheduledActions', 'task', 'rules'],
  readsFor: ({ how, functionName }) =>
    how === 'events' && functionName !== undefined ? [functionPart(functionName)] : [],
  deviations,
  plan: planSchedule,
});
