import { canonicalJson } from '../../domain/canonical-json.ts';
import { ruleTargetText, ruleText } from '../../domain/configurations/rule.ts';
import { scalableResourceId } from '../../domain/snapshot.ts';
import type { ConfigurationMove } from '../configuration-step.ts';
import type { Situation } from './situation.ts';

interface WantedRule {
  readonly name: string;
  readonly says: string;
  readonly pattern: object;
}

const targetId = 'topic';

/** AWS: the one event of Application Auto Scaling is a scale-out that has reached MaxCapacity. */
const scaledToMax = ({ service }: Situation): WantedRule => ({
  name: `${service.service}-scaled-to-max`,
  says: `${service.service} was scaled out to MaxCapacity, and auto-scaling cannot add more`,
  pattern: {
    source: ['aws.application-autoscaling'],
    'detail-type': ['Application Auto Scaling Scaling Activity State Change'],
    detail: { resourceId: [scalableResourceId(service.key)], scaledToMax: [true] },
  },
});

/** The high alarm of a policy rings whenever it is about to add tasks. */
const scaleOuts = ({ service }: Situation): WantedRule => ({
  name: `${service.service}-scale-out`,
  says: `A policy of ${service.service} is about to add tasks`,
  pattern: {
    source: ['aws.cloudwatch'],
    'detail-type': ['CloudWatch Alarm State Change'],
    detail: {
      alarmName: [{ prefix: `TargetTracking-${scalableResourceId(service.key)}-AlarmHigh-` }],
      state: { value: ['ALARM'] },
    },
  },
});

export const wantedRules = (situation: Situation): readonly WantedRule[] => [
  scaledToMax(situation),
  ...(situation.input.events === 'scale-outs' ? [scaleOuts(situation)] : []),
];

/** Each rule, and the topic as its target. */
export const ruleMoves = (situation: Situation): readonly ConfigurationMove[] =>
  wantedRules(situation).flatMap((wanted): readonly ConfigurationMove[] => {
    const { name, says, pattern } = wanted;
    const held = situation.rules.find(each => each.name === name);
    return [
      {
        fact: { attribute: 'rule', name },
        from: held?.configuration ?? null,
        to: ruleText({ Description: says, EventPattern: canonicalJson(pattern), State: 'ENABLED' }),
        what: `rule ${name}`,
      },
      {
        fact: { attribute: 'ruleTarget', name: `${name}/${targetId}` },
        from: held?.targets.find(({ id }) => id === targetId)?.configuration ?? null,
        to: ruleTargetText({ Id: targetId, Arn: situation.topic.arn }),
        what: `the target of rule ${name}`,
      },
    ];
  });
