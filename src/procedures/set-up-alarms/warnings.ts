import { listed } from '../suspension/suspension.ts';
import { letsPublish } from '../topic-policy.ts';
import type { Situation } from './situation.ts';

type Warning = (situation: Situation) => readonly string[];

const nobodyIsTold: Warning = ({ topic }) => {
  if (topic.subscriptions.some(({ arn }) => arn !== null)) return [];
  const pending = topic.subscriptions.length;
  if (pending === 1)
    return [`The one subscription of ${topic.name} is not confirmed, so these alarms tell nobody yet.`];
  return [
    pending === 0
      ? `Nobody has subscribed to ${topic.name}, so these alarms tell nobody: headroom run set-up-notifications.`
      : `Of the ${pending} subscriptions of ${topic.name} none is confirmed, so these alarms tell nobody yet.`,
  ];
};

const mayNotPublish: Warning = ({ topic }) =>
  letsPublish(topic.configuration, 'cloudwatch.amazonaws.com')
    ? []
    : [
        `The policy of ${topic.name} does not let CloudWatch publish, so these alarms would tell nobody: headroom run set-up-notifications mends it.`,
      ];

const ringsAtOnce: Warning = ({ target, counts, moves }) =>
  target !== null &&
  counts.runningCount >= target.maxCapacity &&
  moves.some(({ wanted }) => wanted.rule.Statistic === 'SampleCount')
    ? [`It runs ${counts.runningCount} tasks, its maximum, now: that alarm rings a few minutes after it is made.`]
    : [];

const noData: Warning = ({ moves }) => {
  const names = moves.flatMap(({ wanted }) => (wanted.hasData ? [] : [wanted.name]));
  return names.length === 0
    ? []
    : [
        `${listed(names)} ${names.length === 1 ? 'has' : 'have'} no data now, and ring for nothing until there is some.`,
      ];
};

const isChanged: Warning = ({ moves, topic }) =>
  moves.flatMap(({ held, to }) =>
    held === undefined || held.configuration === to
      ? []
      : [
          `Alarm ${held.name} is there already: its words and actions are kept, ${topic.name} is added, and what it watches is set as shown${held.actionsEnabled ? '' : '; its actions were switched off, and are switched on'}.`,
        ],
  );

/** Such as the runbook's own: AWS has no metric with the name of the service alone. */
const neverRings: Warning = ({ alarms, moves, service }) =>
  alarms.flatMap(({ name, namespace, dimensions }) => {
    const { ServiceName, ClusterName } = dimensions;
    const isHalf = namespace === 'AWS/ECS' && ServiceName === service.service && ClusterName === undefined;
    if (!isHalf || moves.some(({ wanted }) => wanted.name === name)) return [];
    const suffix = '-high-cpu';
    const way = name.endsWith(suffix)
      ? `mend it with --prefix ${name.slice(0, -suffix.length)}, or delete it`
      : 'delete it';
    return [
      `Alarm ${name} watches ServiceName without ClusterName, a metric that does not exist: it never rings. Either ${way}.`,
    ];
  });

const maximumIsFixed: Warning = ({ target, moves }) =>
  target !== null && moves.some(({ wanted }) => wanted.rule.Statistic === 'SampleCount')
    ? [
        `The alarm at the maximum knows MaxCapacity ${target.maxCapacity} as a number: after a change of it, run this again.`,
      ]
    : [];

const leftOut: Warning = situation => situation.leftOut;

/** The weightiest first. */
const warnings: readonly Warning[] = [
  nobodyIsTold,
  mayNotPublish,
  ringsAtOnce,
  noData,
  isChanged,
  neverRings,
  leftOut,
  maximumIsFixed,
];

export const warningsOf: Warning = situation => warnings.flatMap(warning => warning(situation));
