import { canScaleIn } from '../../domain/autoscaling.ts';
import { lastKnown } from '../../domain/observed.ts';
import { listed } from '../suspension/suspension.ts';
import { clockChanges, nextFirings } from './firings.ts';
import { boundsOf, ruleName } from './pair.ts';
import { otherActions, type Situation } from './situation.ts';

type Warning = (situation: Situation) => readonly string[];

const byActions =
  (warning: Warning): Warning =>
  situation =>
    situation.input.how === 'actions' ? warning(situation) : [];

const byEvents =
  (warning: Warning): Warning =>
  situation =>
    situation.input.how === 'events' ? warning(situation) : [];

const suspended = byActions(({ service, scaling }) =>
  scaling.target?.suspended.scheduledScaling === true
    ? [
        `Scheduled scaling of ${service.service} is suspended: AWS keeps these actions and runs none of them until it is resumed: headroom run resume-auto-scaling --service ${service.service} --scale-in keep --scale-out keep.`,
      ]
    : [],
);

const singleTask: Warning = ({ pair: { down }, service }) =>
  down.min < 2
    ? [
        `At night ${service.service} may be left with ${down.min === 0 ? 'no task at all' : 'a single task, and its loss is an outage'}.`,
      ]
    : [];

const cutAtOnce = byActions(({ pair: { down }, counts }) =>
  down.max < counts.desiredCount
    ? [
        `MaxCapacity ${down.max} lies below the present count ${counts.desiredCount}: at ${down.time} AWS takes the rest away at once, whatever the load is.`,
      ]
    : [],
);

const takesNothing = byActions(({ pair: { down, up }, scaling, service }) =>
  down.min < up.min && !canScaleIn(scaling)
    ? [
        `A lower floor takes no task away by itself, and nothing else does here: ${service.service} has no policy that may scale in. Only --night-max does.`,
      ]
    : [],
);

/** Whoever has moved the bounds by hand should hear when that ends. */
const boundsByHand = byActions(({ pair: { down, up }, scaling: { target }, input, at }) => {
  if (target === null) return [];
  const { minCapacity: min, maxCapacity: max } = target;
  if ([down, up].some(turn => turn.min === min && turn.max === max)) return [];
  const [first] = nextFirings({ turns: [down, up], timeZone: input.timeZone, days: input.days }, at, 1);
  return [
    `The bounds are ${boundsOf({ min, max })} now, which is neither the night nor the day of this schedule: if somebody has set them by hand, that lasts until ${first?.local ?? 'the first action'}.`,
  ];
});

const ceilingRaised = byActions(({ pair: { up }, scaling: { target } }) =>
  target !== null && up.max > target.maxCapacity
    ? [
        `By day MaxCapacity rises from ${target.maxCapacity} to ${up.max}: whether quota, addresses and database connections suffice is not checked here.`,
      ]
    : [],
);

const others = byActions(situation =>
  otherActions(situation).map(
    ({ name, schedule, timeZone, minCapacity, maxCapacity }) =>
      `Scheduled action ${name} sets ${[
        ...(minCapacity === null ? [] : [`MinCapacity ${minCapacity}`]),
        ...(maxCapacity === null ? [] : [`MaxCapacity ${maxCapacity}`]),
      ].join(
        ' and ',
      )} at ${schedule} ${timeZone}${timeZone === 'UTC' && situation.input.timeZone !== 'UTC' ? ' (as also an action without a time zone does)' : ''}: whichever action ran last holds.`,
  ),
);

/** The other form does not go away by choosing this one. */
const rulesBeside: Warning = ({ rules, input, pair, service }) => {
  const known = lastKnown(rules);
  if (rules.state !== 'fresh' || known === undefined) {
    return ['The rules of EventBridge cannot be read, so whether one of them sets this count as well is unknown.'];
  }
  const own = input.how === 'events' ? [pair.down, pair.up].map(turn => ruleName(input, turn)) : [];
  const arn = `:function:${input.functionName}`;
  return known
    .filter(({ name, scheduleExpression, targets }) => {
      return !own.includes(name) && scheduleExpression !== null && targets.some(target => target.arn.endsWith(arn));
    })
    .map(
      ({ name, scheduleExpression, enabled }) =>
        `Rule ${name} ${enabled ? 'invokes' : 'is disabled, and would invoke'} ${input.functionName} at ${scheduleExpression}: if that sets the count of ${service.service}, the two fight.`,
    );
};

const actionsBeside = byEvents(({ actions, service }) =>
  actions.length === 0
    ? []
    : [
        `${service.service} has scheduled actions, ${actions.map(({ name }) => name).join(', ')}: they move its bounds whatever the function sets.`,
      ],
);

const fightsPolicies = byEvents(({ scaling: { target }, pair: { down, up }, service }) => {
  if (target === null) return [];
  const { minCapacity, maxCapacity } = target;
  const outside = [down, up].filter(({ min }) => min < minCapacity || min > maxCapacity).map(({ min }) => `${min}`);
  return [
    outside.length === 0
      ? `The function sets a count and no floor: auto-scaling may move ${service.service} on at once. --how actions moves the floor.`
      : `${outside.join(' and ')} lies outside the bounds ${minCapacity}–${maxCapacity} of auto-scaling, which pulls it back at its next move. --how actions moves the bounds.`,
  ];
});

const unknownCode = byEvents(({ input, service }) => [
  `What ${input.functionName} does with {"count":N}, and whether to ${service.service}, is its code's to say: it is there, and nothing more can be seen from here.`,
]);

const changesOfClocks = ({ pair: { down, up }, input, at }: Situation) =>
  clockChanges({ turns: [down, up], timeZone: input.timeZone, days: input.days }, at);

const skipped = byActions(situation =>
  changesOfClocks(situation).flatMap(({ date, skips }) =>
    skips.map(
      ({ time, way }) =>
        `On ${date} the clocks of ${situation.input.timeZone} skip ${time}, so ${situation.input.name}-${way} may not run that day: choose a time that they never skip, --${way}-at.`,
    ),
  ),
);

const clocksAreSet = byActions(situation => {
  const changes = changesOfClocks(situation).map(({ date, to }) => `on ${date} to UTC${to}`);
  return changes.length === 0
    ? []
    : [
        `The clocks of ${situation.input.timeZone} are set ${listed(changes)}: the local times stay, and in UTC they move.`,
      ];
});

const utcMoves: Warning = ({ input }) =>
  input.timeZone === 'UTC'
    ? ['UTC has no summer time: where the clocks are set, these times move by an hour in local time.']
    : [];

const fromNowOn = byActions(({ service }) => [
  `From now on a floor that somebody sets for ${service.service} by hand lasts until the next of these actions and no longer.`,
]);

/** The weightiest first. */
const warnings: readonly Warning[] = [
  suspended,
  singleTask,
  cutAtOnce,
  takesNothing,
  fightsPolicies,
  skipped,
  boundsByHand,
  ceilingRaised,
  others,
  actionsBeside,
  rulesBeside,
  unknownCode,
  clocksAreSet,
  utcMoves,
  fromNowOn,
];

export const warningsOf: Warning = situation => warnings.flatMap(warning => warning(situation));
