import type { Alarm } from '../../src/sim/world/alarm.ts';
import type { World } from '../../src/sim/world/world.ts';

/** The members of an alarm that somebody has configured; its state goes its own way. */
const configured = ({ arn, configuredAt, state, stateReason, stateUpdatedAt, stateChangedAt, ...spec }: Alarm) => spec;

const byName = <Item, Value>(items: Iterable<Item>, name: (item: Item) => string, value: (item: Item) => Value) =>
  Object.fromEntries([...items].map(item => [name(item), value(item)]));

/**
 * Everything that a procedure can change in a simulated account, as plain data: two of them are equal when nobody could
 * tell the accounts apart by what is configured. What AWS gives numbers to (ARNs, the alarms of policies) is left out.
 */
export const heldBy = ({ ecs, autoScaling, alarms, sns, eventBridge, lambda }: World) => ({
  counts: byName(
    ecs.services(),
    ({ clusterName, name }) => `${clusterName}/${name}`,
    ({ desiredCount }) => desiredCount,
  ),
  targets: byName(
    autoScaling.targets.values(),
    ({ resourceId }) => resourceId,
    ({ minCapacity, maxCapacity, suspended, policies, scheduledActions }) => ({
      minCapacity,
      maxCapacity,
      suspended,
      policies: byName(
        policies.values(),
        ({ name }) => name,
        ({ tracking }) => tracking,
      ),
      scheduledActions: byName(
        scheduledActions.values(),
        ({ name }) => name,
        ({ arn, createdAt, ...spec }) => spec,
      ),
    }),
  ),
  alarms: byName(
    alarms.all().filter(({ name }) => !name.startsWith('TargetTracking-')),
    ({ name }) => name,
    configured,
  ),
  topics: byName(
    sns.topics(),
    ({ name }) => name,
    ({ policy, displayName, subscriptions }) => ({
      policy: JSON.parse(policy),
      displayName,
      subscriptions: [...subscriptions.values()].map(({ protocol, endpoint }) => `${protocol} ${endpoint}`).sort(),
    }),
  ),
  rules: byName(
    eventBridge.rules(),
    ({ name }) => name,
    ({ description, state, scheduleExpression, eventPattern, targets }) => ({
      description,
      state,
      scheduleExpression,
      eventPattern,
      targets: byName(
        targets.values(),
        ({ id }) => id,
        target => target,
      ),
    }),
  ),
  permissions: byName(
    lambda.all(),
    ({ name }) => name,
    ({ statements }) => structuredClone(statements),
  ),
});
