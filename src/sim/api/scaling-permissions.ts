import { notAuthorized } from '../wire/not-authorized.ts';
import type { CallContext } from '../wire/operation.ts';
import type { World } from '../world/world.ts';
import { invalid } from './scaling-requests.ts';

const TO_SCALE = ['ecs:DescribeServices', 'ecs:UpdateService'] as const;
const TO_KEEP_ALARMS = ['cloudwatch:PutMetricAlarm', 'cloudwatch:DescribeAlarms', 'cloudwatch:DeleteAlarms'] as const;

/**
 * Who lets Application Auto Scaling act on a service must be allowed to act on it themselves. AWS: "Permissions
 * validation for Application Auto Scaling API calls on target resources".
 * @throws ValidationException, and not an access denied: the call itself is allowed
 */
export const insistOnMayScale = (world: World, context: CallContext, serviceArn: string): void => {
  for (const action of TO_SCALE) insistOn(world, context, action, serviceArn);
};

/** The same for a policy, whose alarms are made, changed and deleted with it. @throws ValidationException */
export const insistOnMayKeepAlarms = (world: World, context: CallContext): void => {
  for (const action of TO_KEEP_ALARMS) insistOn(world, context, action, '*');
};

const insistOn = (
  { account, permissions }: World,
  { principal }: CallContext,
  action: string,
  resource: string,
): void => {
  // Nobody else's permissions are known.
  const denial = principal === undefined ? permissions.denialOf(action) : undefined;
  if (denial === undefined) return;
  throw invalid(notAuthorized({ principal: account.callerArn, action, resource, by: denial.by }));
};
