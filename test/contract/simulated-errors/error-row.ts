import type { WorldName } from '../../../src/sim/worlds/index.ts';
import type { SteppedAws } from '../../sim/api/stepped-aws.ts';

/** An error that the simulated AWS answers, and how to get it. aws-facts 4.1, 4.3 */
export interface ErrorRow {
  /** The section of the facts, where AWS's error is one of them. */
  readonly fact?: '4.2' | '4.3';
  /** `ecs:UpdateService` */
  readonly operation: string;
  /** When AWS answers so, in words. */
  readonly when: string;
  /** The opening world; the runbook's production account unless given. */
  readonly world?: WorldName;
  /** The SDK's `name` of the error. */
  readonly name: string;
  /** The code on the wire, where the SDK tells it apart from the name: query services, and CloudWatch. */
  readonly code?: string;
  readonly status: number;
  /** The whole message. */
  readonly text: string;
  readonly provoke: (aws: SteppedAws) => Promise<unknown>;
}

export const CLUSTER = 'waooaw-production';
export const BACKEND = 'waooaw-backend';
export const ACCOUNT = '123456789012';
