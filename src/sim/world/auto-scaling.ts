import { type Account, scalableTargetArn, scalingPolicyArn, scheduledActionArn } from './account.ts';
import { type NotScaledReason, ScalingActivities } from './activities.ts';
import type { Alarm } from './alarm.ts';
import type { Alarms } from './alarms.ts';
import type { SimClock, SimTime } from './clock.ts';
import type { Ids } from './ids.ts';
import type { Metrics } from './metrics.ts';
import type { RandomStreams } from './rng.ts';
import type {
  ScalableTarget,
  ScalingPolicy,
  ScheduledAction,
  ScheduledActionSpec,
  SuspendedState,
  TargetTracking,
} from './scalable-target.ts';
import { decideScaleIn, decideScaleOut, type Measurement, type ScalingDecision } from './scaling-decision.ts';
import { ScheduledActions } from './scheduled-actions.ts';
import type { Service } from './services.ts';
import { alarmsOf, trackedSeries } from './target-tracking.ts';

/** The bounds that RegisterScalableTarget leaves, and those suspended flags that it sets. */
export interface Registration {
  readonly minCapacity: number;
  readonly maxCapacity: number;
  readonly suspended: Partial<SuspendedState>;
}

const NOT_SUSPENDED: SuspendedState = { dynamicScalingIn: false, dynamicScalingOut: false, scheduledScaling: false };

/** A service has been scaled out to its maximum: what Application Auto Scaling tells EventBridge of it. */
export interface ScaledToMax {
  readonly target: ScalableTarget;
  readonly oldDesiredCount: number;
  readonly startedAt: SimTime;
  readonly endedAt: SimTime;
}

/** The policy that an alarm invokes, with what it is for. */
interface Invoked {
  readonly service: Service;
  readonly target: ScalableTarget;
  readonly policy: ScalingPolicy;
  /** What the policy could not do when it was last asked, so that an alarm that stays does not say it every minute. */
  notScaled: NotScaledReason['code'] | undefined;
}

interface Surroundings {
  readonly account: Account;
  readonly clock: SimClock;
  readonly streams: RandomStreams;
  readonly ids: Ids;
  readonly durations: number;
  readonly metrics: Metrics;
  readonly alarms: Alarms;
  readonly findService: (name: { cluster: string; service: string }) => Service | undefined;
  readonly setDesiredCount: (service: Service, desiredCount: number) => void;
  /** How many tasks ran on average in the minute that starts there; undefined when nobody measured. */
  readonly runningCountIn: (service: Service, minuteStart: SimTime) => number | undefined;
  readonly onScaledToMax: (news: ScaledToMax) => void;
}

/** Application Auto Scaling for ECS services: scalable targets, their policies, and what the policies do. */
export class AutoScaling {
  readonly targets = new Map<string, ScalableTarget>();
  readonly activities: ScalingActivities;
  readonly #scheduledActions: ScheduledActions;
  readonly #world: Surroundings;
  /** Whose policy an alarm invokes, by the ARN of its action. */
  readonly #byAction = new Map<string, Invoked>();

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
    const { clock, streams, ids, durations } = surroundings;
    this.activities = new ScalingActivities({ clock, random: streams.get('scaling.activities'), ids, durations });
    this.#scheduledActions = new ScheduledActions({
      clock,
      onDue: (target, action) => this.#runScheduledAction(target, action),
    });
  }

  /** The service that a resource id `service/<cluster>/<service>` means. */
  serviceOf(resourceId: string): Service | undefined {
    const [kind, cluster, service, ...rest] = resourceId.split('/');
    if (kind !== 'service' || cluster === undefined || service === undefined || rest.length > 0) return undefined;
    return this.#world.findService({ cluster, service });
  }

  /**
   * Makes or changes a scalable target. AWS then moves the count into the bounds at once, whatever was sent: also when
   * it was the suspended state alone.
   */
  register(service: Service, resourceId: string, registration: Registration): ScalableTarget {
    const { account, clock, ids } = this.#world;
    const { minCapacity, maxCapacity, suspended } = registration;
    const target: ScalableTarget = this.targets.get(resourceId) ?? {
      arn: scalableTargetArn(account, ids.hex('scalable-target', 32)),
      resourceId,
      createdAt: clock.now,
      policies: new Map(),
      scheduledActions: new Map(),
      minCapacity,
      maxCapacity,
      suspended: NOT_SUSPENDED,
      scaledOutAt: undefined,
      scaledInAt: undefined,
    };
    Object.assign(target, { minCapacity, maxCapacity, suspended: { ...target.suspended, ...suspended } });
    this.targets.set(resourceId, target);
    this.#moveIntoBounds(service, target);
    return target;
  }

  /** Takes the target away, and with it its policies, their alarms and its scheduled actions. The count stays as it is. */
  deregister(target: ScalableTarget): void {
    for (const policy of [...target.policies.values()]) this.deletePolicy(target, policy);
    for (const action of [...target.scheduledActions.values()]) this.deleteScheduledAction(target, action);
    this.targets.delete(target.resourceId);
  }

  /** Makes the policy and its two alarms, or gives the policy of that name a new configuration. */
  putPolicy(service: Service, target: ScalableTarget, name: string, tracking: TargetTracking): ScalingPolicy {
    const policy = target.policies.get(name) ?? this.#makePolicy(target, name, tracking);
    policy.tracking = tracking;
    target.policies.set(name, policy);
    const { notScaled } = this.#byAction.get(policy.alarmActionArn) ?? {};
    this.#byAction.set(policy.alarmActionArn, { service, target, policy, notScaled });
    const { high, low } = alarmsOf(policy, service);
    this.#world.alarms.put(high);
    this.#world.alarms.put(low);
    return policy;
  }

  deletePolicy(target: ScalableTarget, policy: ScalingPolicy): void {
    this.#world.alarms.delete(policy.highAlarmName);
    this.#world.alarms.delete(policy.lowAlarmName);
    this.#byAction.delete(policy.alarmActionArn);
    target.policies.delete(policy.name);
  }

  /** Makes the scheduled action, or gives the one of its name a new schedule. */
  putScheduledAction(target: ScalableTarget, spec: ScheduledActionSpec): void {
    const { account, clock, ids } = this.#world;
    const known = target.scheduledActions.get(spec.name);
    const makeArn = (): string =>
      scheduledActionArn(account, {
        id: ids.uuid('scheduled-action'),
        resourceId: target.resourceId,
        actionName: spec.name,
      });
    const { arn = makeArn(), createdAt = clock.now } = known ?? {};
    this.#scheduledActions.put(target, { ...spec, arn, createdAt });
  }

  deleteScheduledAction(target: ScalableTarget, action: ScheduledAction): void {
    this.#scheduledActions.delete(target, action);
  }

  /** An alarm is in ALARM and invokes the policy with this action ARN; it does so every minute for as long as it stays there. */
  alarmTriggered(actionArn: string, alarm: Alarm): void {
    const invoked = this.#byAction.get(actionArn);
    if (invoked !== undefined) this.#act(invoked, alarm);
  }

  #act(invoked: Invoked, alarm: Alarm): void {
    const { service, target, policy } = invoked;
    const situation = {
      now: this.#world.clock.now,
      service,
      target,
      measure: (other: ScalingPolicy) => this.#measure(service, other),
      isInAlarm: (name: string) => name === alarm.name || this.#world.alarms.find(name)?.state === 'ALARM',
    };
    const isOut = alarm.name === policy.highAlarmName;
    const decision = isOut ? decideScaleOut(situation) : decideScaleIn(situation, policy);
    this.#carryOut(invoked, alarm, decision);
    if (decision.kind !== 'scale') return;
    if (isOut) target.scaledOutAt = this.#world.clock.now;
    else target.scaledInAt = this.#world.clock.now;
  }

  #carryOut(invoked: Invoked, alarm: Alarm, decision: ScalingDecision): void {
    const { service, target, policy } = invoked;
    // Put together only when it is told: most alarms are those of services at rest, and invoke their policy every minute.
    const cause = (): string => `monitor alarm ${alarm.name} in state ALARM triggered policy ${policy.name}`;
    switch (decision.kind) {
      case 'scale':
        invoked.notScaled = undefined;
        this.#setDesiredCount(service, target, { cause: cause(), desiredCount: decision.to });
        break;
      case 'not-scaled':
        if (invoked.notScaled === decision.reason.code) break;
        invoked.notScaled = decision.reason.code;
        this.activities.notScaled({ resourceId: target.resourceId, cause: cause(), reason: decision.reason });
        break;
      case 'nothing':
        break;
    }
  }

  #runScheduledAction(target: ScalableTarget, action: ScheduledAction): void {
    const service = this.serviceOf(target.resourceId);
    // AWS: what is due while scheduled scaling is suspended does not run, and does not run later either.
    if (service === undefined || target.suspended.scheduledScaling) return;
    const { minCapacity = target.minCapacity, maxCapacity = target.maxCapacity } = action;
    const activity = {
      resourceId: target.resourceId,
      cause: `scheduled action name ${action.name} was triggered`,
      bounds: boundsSetBy(action),
    };
    if (minCapacity > maxCapacity) {
      const failure = 'Maximum capacity cannot be less than minimum capacity';
      this.activities.setBounds({ ...activity, failure });
      return;
    }
    Object.assign(target, { minCapacity, maxCapacity });
    this.activities.setBounds(activity);
    this.#moveIntoBounds(service, target);
  }

  #moveIntoBounds(service: Service, target: ScalableTarget): void {
    const { minCapacity, maxCapacity } = target;
    const bounded = Math.min(maxCapacity, Math.max(minCapacity, service.desiredCount));
    if (bounded === service.desiredCount) return;
    const bound = bounded === minCapacity ? 'minimum' : 'maximum';
    const cause = `${bound} capacity was set to ${bounded}`;
    this.#setDesiredCount(service, target, { cause, desiredCount: bounded });
  }

  #setDesiredCount(service: Service, target: ScalableTarget, change: { cause: string; desiredCount: number }): void {
    const { clock, setDesiredCount, onScaledToMax } = this.#world;
    const { desiredCount: oldDesiredCount } = service;
    setDesiredCount(service, change.desiredCount);
    this.activities.setDesiredCount(service, { ...change, resourceId: target.resourceId }, ({ startedAt }) => {
      const isAtMax = change.desiredCount === target.maxCapacity && change.desiredCount > oldDesiredCount;
      if (isAtMax) onScaledToMax({ target, oldDesiredCount, startedAt, endedAt: clock.now });
    });
  }

  /** The newest datapoint of what the policy tracks, with the count that it was measured on. */
  #measure(service: Service, { tracking }: ScalingPolicy): Measurement | undefined {
    const { metrics, runningCountIn } = this.#world;
    const { id, statistic } = trackedSeries(tracking.metric, service);
    const newest = metrics.newest(id, statistic);
    if (newest === undefined) return undefined;
    return { ...newest, runningCount: runningCountIn(service, newest.at) };
  }

  #makePolicy(target: ScalableTarget, policyName: string, tracking: TargetTracking): ScalingPolicy {
    const { account, clock, ids } = this.#world;
    const { resourceId } = target;
    const alarmName = (side: 'High' | 'Low'): string =>
      `TargetTracking-${resourceId}-Alarm${side}-${ids.uuid('scaling-alarm')}`;
    const arn = scalingPolicyArn(account, { id: ids.uuid('scaling-policy'), resourceId, policyName });
    return {
      arn,
      alarmActionArn: `${arn}:createdBy/${ids.uuid('scaling-policy')}`,
      name: policyName,
      createdAt: clock.now,
      highAlarmName: alarmName('High'),
      lowAlarmName: alarmName('Low'),
      tracking,
    };
  }
}

/** `min capacity to 8 and max capacity to 20`, or the one of them that the action sets. */
const boundsSetBy = ({ minCapacity, maxCapacity }: ScheduledAction): string =>
  [
    ...(minCapacity === undefined ? [] : [`min capacity to ${minCapacity}`]),
    ...(maxCapacity === undefined ? [] : [`max capacity to ${maxCapacity}`]),
  ].join(' and ');
