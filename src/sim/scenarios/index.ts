import { baseline } from './baseline.ts';
import { campaign } from './campaign.ts';
import { capacityUnavailable } from './capacity-unavailable.ts';
import { expiredCredentials } from './expired-credentials.ts';
import { failingHealthChecks } from './failing-health-checks.ts';
import { flakyNetwork } from './flaky-network.ts';
import { flappingOom } from './flapping-oom.ts';
import { night } from './night.ts';
import type { Scenario } from './scenario.ts';
import { secondOperator } from './second-operator.ts';
import { throttledApi } from './throttled-api.ts';

/** Every scenario, from the quiet to the unkind. */
export const scenarios: readonly Scenario[] = [
  baseline,
  campaign,
  night,
  secondOperator,
  capacityUnavailable,
  failingHealthChecks,
  flappingOom,
  throttledApi,
  flakyNetwork,
  expiredCredentials,
];

export const findScenario = (name: string): Scenario | undefined => scenarios.find(scenario => scenario.name === name);
