import { actionsOf } from './merged.ts';
import type { Situation } from './situation.ts';

/** AWS: actions of an alarm for one state. */
const mostActions = 5;

type Blocker = (situation: Situation) => readonly string[];

const beingDeleted: Blocker = ({ service, counts }) =>
  counts.status === 'ACTIVE' ? [] : [`${service.service} is ${counts.status}: it is being deleted.`];

const ofAPolicy: Blocker = ({ moves }) =>
  moves.flatMap(({ held }) =>
    held?.ofScalingPolicy === true
      ? [`Alarm ${held.name} belongs to a scaling policy, which must be left alone: choose another --prefix.`]
      : [],
  );

const sameName: Blocker = ({ moves }) => {
  const names = moves.map(({ wanted }) => wanted.name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return twice.map(name => `Two of the alarms would be called ${name}: choose another --prefix.`);
};

const tooManyActions: Blocker = ({ moves, topic }) =>
  moves.flatMap(({ wanted, to }) =>
    actionsOf(to) > mostActions
      ? [
          `Alarm ${wanted.name} has ${mostActions} actions already, as many as AWS allows: take one away before ${topic.name} can be added.`,
        ]
      : [],
  );

const blockers: readonly Blocker[] = [beingDeleted, ofAPolicy, sameName, tooManyActions];

export const blockersOf: Blocker = situation => blockers.flatMap(blocker => blocker(situation));
