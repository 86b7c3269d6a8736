import {
  DeregisterScalableTargetCommand,
  DescribeScalableTargetsCommand,
  InvalidNextTokenException,
  RegisterScalableTargetCommand,
  type RegisterScalableTargetCommandInput,
  type ScalableTarget as ScalableTargetOutput,
} from '@aws-sdk/client-application-auto-scaling';
import { on, type SimOperation } from '../wire/operation.ts';
import type { Registration } from '../world/auto-scaling.ts';
import type { ScalableTarget } from '../world/scalable-target.ts';
import type { World } from '../world/world.ts';
import { pageOf } from './paging.ts';
import { insistOnMayScale } from './scaling-permissions.ts';
import {
  DIMENSION,
  invalid,
  isAboutEcs,
  maxResults,
  NAMESPACE,
  registeredTarget,
  scaledService,
} from './scaling-requests.ts';
import { dateOf } from './time.ts';

const MOST_TARGETS = 50;

export const invalidNextToken = (): InvalidNextTokenException =>
  new InvalidNextTokenException({ message: 'The next token is not valid.', $metadata: {} });

export const scalableTargetOperations = (world: World): readonly SimOperation[] => [
  on(RegisterScalableTargetCommand, (input, context) => {
    const { service, resourceId } = scaledService(world, input);
    insistOnMayScale(world, context, service.arn);
    const known = world.autoScaling.targets.get(resourceId);
    const target = world.autoScaling.register(service, resourceId, registrationFrom(input, known));
    return { ScalableTargetARN: target.arn };
  }),

  on(DeregisterScalableTargetCommand, input => {
    world.autoScaling.deregister(registeredTarget(world, input));
    return {};
  }),

  on(DescribeScalableTargetsCommand, input => {
    const { ResourceIds, ScalableDimension, MaxResults, NextToken } = input;
    if (ScalableDimension !== undefined && ResourceIds === undefined) {
      throw invalid('Resource ids must be specified with a scalable dimension.');
    }
    const targets = [...world.autoScaling.targets.values()].filter(
      ({ resourceId }) => isAboutEcs(input) && (ResourceIds === undefined || ResourceIds.includes(resourceId)),
    );
    const page = pageOf(targets, {
      operation: 'DescribeScalableTargets',
      size: maxResults(MaxResults, MOST_TARGETS),
      token: NextToken,
      invalid: invalidNextToken,
    });
    return { ScalableTargets: page.items.map(target => describe(world, target)), NextToken: page.nextToken };
  }),
];

/** What is left out keeps its value; a first registration must give both bounds. */
const registrationFrom = (
  input: RegisterScalableTargetCommandInput,
  known: ScalableTarget | undefined,
): Registration => {
  const minCapacity = input.MinCapacity ?? known?.minCapacity;
  const maxCapacity = input.MaxCapacity ?? known?.maxCapacity;
  if (minCapacity === undefined || maxCapacity === undefined) {
    throw invalid('Minimum capacity and maximum capacity must be specified for a new scalable target.');
  }
  if (minCapacity < 0) throw invalid('Minimum capacity cannot be less than 0');
  if (maxCapacity < minCapacity) throw invalid('Maximum capacity cannot be less than minimum capacity');
  const { DynamicScalingInSuspended, DynamicScalingOutSuspended, ScheduledScalingSuspended } =
    input.SuspendedState ?? {};
  return {
    minCapacity,
    maxCapacity,
    suspended: {
      ...(DynamicScalingInSuspended !== undefined && { dynamicScalingIn: DynamicScalingInSuspended }),
      ...(DynamicScalingOutSuspended !== undefined && { dynamicScalingOut: DynamicScalingOutSuspended }),
      ...(ScheduledScalingSuspended !== undefined && { scheduledScaling: ScheduledScalingSuspended }),
    },
  };
};

const describe = ({ account }: World, target: ScalableTarget): ScalableTargetOutput => ({
  ServiceNamespace: NAMESPACE,
  ResourceId: target.resourceId,
  ScalableDimension: DIMENSION,
  MinCapacity: target.minCapacity,
  MaxCapacity: target.maxCapacity,
  RoleARN: `arn:aws:iam::${account.accountId}:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService`,
  CreationTime: dateOf(target.createdAt),
  SuspendedState: {
    DynamicScalingInSuspended: target.suspended.dynamicScalingIn,
    DynamicScalingOutSuspended: target.suspended.dynamicScalingOut,
    ScheduledScalingSuspended: target.suspended.scheduledScaling,
  },
  ScalableTargetARN: target.arn,
});
