import { DAY } from '../world/clock.ts';
import type { World } from '../world/world.ts';

/**
 * The function that the runbook's night-time rule means: it sets the desired count of one service to `{"count": 2}`. It
 * has no resource policy, as the runbook gives it none: EventBridge may not invoke it until lambda:AddPermission.
 */
export const openFunctions = (world: World, scaled: { readonly cluster: string; readonly service: string }): void => {
  const { account, clock, ecs, lambda } = world;
  lambda.add({
    name: 'scale-ecs',
    description: `Sets the desired count of ${scaled.service}`,
    runtime: 'python3.12',
    handler: 'scale_ecs.handler',
    timeoutSeconds: 30,
    memoryMib: 128,
    role: `arn:aws:iam::${account.accountId}:role/scale-ecs`,
    lastModifiedAt: clock.now - 200 * DAY,
    run: event => {
      const service = ecs.findService(scaled);
      const desiredCount = countIn(event);
      if (service !== undefined && desiredCount !== undefined) ecs.setDesiredCount(service, desiredCount);
    },
  });
};

/** Undefined for an event that asks for no count: the function then fails, and nobody hears of it. */
const countIn = (event: unknown): number | undefined => {
  if (typeof event !== 'object' || event === null || !('count' in event)) return undefined;
  return typeof event.count === 'number' && Number.isInteger(event.count) && event.count >= 0 ? event.count : undefined;
};
