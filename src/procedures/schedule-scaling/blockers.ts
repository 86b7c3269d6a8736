import type { ScheduledAction } from '../../domain/snapshot.ts';
import { boundsOf, type Pair, ruleName } from './pair.ts';
import { otherActions, type Situation } from './situation.ts';

/** AWS: scheduled actions of one scalable target. */
const mostActions = 200;
/** AWS: the name of a rule. */
const longestRuleName = 64;

type Blocker = (situation: Situation) => readonly string[];

const beingDeleted: Blocker = ({ service, counts }) =>
  counts.status === 'ACTIVE' ? [] : [`${service.service} is ${counts.status}: it is being deleted.`];

const noNight: Blocker = ({ input }) =>
  input.downAt === input.upAt
    ? [`Down and up both come at ${input.downAt}: choose another time for one of them, --down-at or --up-at.`]
    : [];

const minAboveMax: Blocker = ({ input, pair }) =>
  input.how === 'events'
    ? []
    : [
        ...(pair.down.min > pair.down.max
          ? [`At night MinCapacity ${pair.down.min} would be above MaxCapacity ${pair.down.max}: raise --night-max.`]
          : []),
        ...(pair.up.min > pair.up.max
          ? [`By day MinCapacity ${pair.up.min} would be above MaxCapacity ${pair.up.max}: raise --day-max.`]
          : []),
      ];

/** A night that is not smaller than the day is a typing error more often than a wish. */
const noDifference: Blocker = ({ input, pair: { down, up } }) => {
  const isEvents = input.how === 'events';
  const [night, day] = isEvents ? [`${down.min}`, `${up.min}`] : [boundsOf(down), boundsOf(up)];
  if (down.min === up.min && (isEvents || down.max === up.max))
    return [`Day and night would be the same, ${day}: give the night less, --night-min, or the day more, --day-min.`];
  return down.min > up.min || (!isEvents && down.max > up.max)
    ? [`The night (${night}) would have more than the day (${day}): exchange them, or exchange --down-at and --up-at.`]
    : [];
};

const nothingRegistered: Blocker = ({ service, scaling, input }) =>
  scaling.target === null && input.how === 'actions'
    ? [
        `No auto-scaling is registered for ${service.service}, and a scheduled action sets the bounds of auto-scaling: register it first, or choose --how events.`,
      ]
    : [];

const tooMany: Blocker = situation =>
  situation.input.how === 'actions' && otherActions(situation).length + 2 > mostActions
    ? [
        `${situation.service.service} would have more than the ${mostActions} scheduled actions that AWS allows: delete some first.`,
      ]
    : [];

/**
 * An action that sets one bound alone meets whichever bound the pair has set before it. Where they cross, AWS refuses it
 * at its time, and nobody hears of it.
 */
const crossed: Blocker = situation =>
  situation.input.how === 'events' ? [] : otherActions(situation).flatMap(action => crossedBy(action, situation.pair));

function crossedBy(
  { name, minCapacity: min, maxCapacity: max }: ScheduledAction,
  { down, up }: Pair,
): readonly string[] {
  const lowestMax = Math.min(down.max, up.max);
  const highestMin = Math.max(down.min, up.min);
  if (min !== null && max === null && min > lowestMax) {
    return [
      `Scheduled action ${name} sets MinCapacity ${min} alone, and fails while MaxCapacity is ${lowestMax}: give that action both bounds, or raise --night-max to ${min}.`,
    ];
  }
  if (max !== null && min === null && max < highestMin) {
    return [
      `Scheduled action ${name} sets MaxCapacity ${max} alone, and fails while MinCapacity is ${highestMin}: give that action both bounds, or lower --day-min to ${max}.`,
    ];
  }
  return [];
}

const noSuchFunction: Blocker = ({ lambda, session, input }) =>
  input.how === 'events' && lambda.state === 'fresh' && lambda.value === null
    ? [
        `There is no function ${input.functionName} in account ${session.accountId} ${session.region}, so a rule would invoke nothing: name the one that sets the count with --function-name, or use scheduled actions, which need none.`,
      ]
    : [];

const rulesAreUtc: Blocker = ({ input }) =>
  input.how === 'events' && input.timeZone !== 'UTC'
    ? [
        `Rules of EventBridge know UTC alone, so ${input.downAt} in ${input.timeZone} would move by an hour with summer time: write the times in UTC with --time-zone UTC, or choose --how actions.`,
      ]
    : [];

const longName: Blocker = ({ input, pair }) => {
  if (input.how !== 'events') return [];
  const name = ruleName(input, pair.down);
  return name.length > longestRuleName
    ? [`The rule would be called ${name}, and AWS takes ${longestRuleName} characters: choose a shorter --name.`]
    : [];
};

const blockers: readonly Blocker[] = [
  beingDeleted,
  nothingRegistered,
  noSuchFunction,
  rulesAreUtc,
  noNight,
  minAboveMax,
  noDifference,
  tooMany,
  crossed,
  longName,
];

export const blockersOf: Blocker = situation => blockers.flatMap(blocker => blocker(situation));
