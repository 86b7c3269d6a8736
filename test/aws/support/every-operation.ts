import { acknowledged } from '../../../src/aws/operation-row.ts';
import { operationRows } from '../../../src/aws/operation-rows.ts';
import type { OpenGateway } from '../../../src/aws/sdk.ts';
import { FaultError, type FaultKind } from '../../../src/domain/fault.ts';
import {
  type Effect,
  type OperationInput,
  type OperationName,
  operations,
  type ReadOperation,
} from '../../../src/domain/operations.ts';
import type { WriteOutcome } from '../../../src/domain/ports.ts';
import { sampleInputs, sampleStock } from './sample-inputs.ts';
import type { SimulatedAccount } from './simulated-account.ts';

/** How an operation ended: a read with its answer or the kind of its fault, a write with its outcome and that kind. */
export interface Ended {
  readonly operation: OperationName;
  readonly kind: 'read' | 'write';
  readonly end: 'answered' | FaultKind | WriteOutcome['outcome'];
  readonly faultKind: FaultKind | undefined;
  readonly because: string;
}

type Inputs = { readonly [Name in OperationName]: OperationInput<Name> };

/** Inputs that the simulated account accepts, with the names that it made up. */
export async function inputsFor(account: SimulatedAccount, { gateway }: OpenGateway): Promise<Inputs> {
  const { simulator } = account;
  restock(account);
  const unnamed = sampleInputs({ taskArn: '', taskDefinitionArn: '', targetGroupArn: '', alarmName: '', subnetId: '' });
  const { taskArns } = await gateway.read('ecs:ListTasks', unnamed['ecs:ListTasks']);
  const { services } = await gateway.read('ecs:DescribeServices', unnamed['ecs:DescribeServices']);
  const { ScalingPolicies } = await gateway.read(
    'application-autoscaling:DescribeScalingPolicies',
    unnamed['application-autoscaling:DescribeScalingPolicies'],
  );
  if (simulator.defects.length > 0) throw new Error(`the simulator is broken: ${simulator.defects[0]?.operation}`);
  return sampleInputs({
    taskArn: taskArns?.[0] ?? '',
    taskDefinitionArn: services?.[0]?.taskDefinition ?? '',
    targetGroupArn: services?.[0]?.loadBalancers?.[0]?.targetGroupArn ?? '',
    alarmName: ScalingPolicies?.[0]?.Alarms?.[0]?.AlarmName ?? '',
    subnetId: services?.[0]?.networkConfiguration?.awsvpcConfiguration?.subnets?.[0] ?? '',
  });
}

/**
 * Whether its answer has nothing but the number that AWS gives to every request, in a header: no body can be wrong. What
 * became of such a write is seen by the reads that follow every write.
 */
export const isWordless = (operation: OperationName): boolean => operationRows[operation].check === acknowledged;

/** Brings about what these operations need to be accepted again: what is deleted is there, and what is added is not. */
export function restock({ simulator }: SimulatedAccount, names: readonly OperationName[] = operationNames): void {
  for (const [name, input] of names.flatMap(each => sampleStock[each] ?? [])) {
    try {
      simulator.calls.call(name, input, { requestId: 'stock' });
    } catch {
      // It is so already; where it is not, the sample itself is refused, and its test says so.
    }
  }
}

export const operationNames = Object.keys(operations).filter(isOperation);

function isOperation(name: string): name is OperationName {
  return name in operations;
}

const isRead = (name: OperationName): name is ReadOperation => operations[name].kind === 'read';

/** Calls one operation, whatever it is; as a poll where that is asked for and it is a read. */
export async function call(
  operation: OperationName,
  inputs: Inputs,
  { gateway, polling, mint }: OpenGateway,
  as: 'asked' | 'polled' = 'asked',
): Promise<Ended> {
  if (isRead(operation)) {
    const reads = as === 'polled' ? polling : gateway;
    try {
      await reads.read(operation, inputs[operation]);
      return { operation, kind: 'read', end: 'answered', faultKind: undefined, because: '' };
    } catch (error) {
      if (!(error instanceof FaultError)) throw error;
      const { kind, because } = error.fault;
      return { operation, kind: 'read', end: kind, faultKind: kind, because };
    }
  }
  // The name and the input of the same row: an Effect, which TypeScript cannot see through the loop.
  const effect = { operation, input: inputs[operation] } as Effect;
  const result = await gateway.write(effect, mint({ runId: 'run', stepId: 'apply-1', effect }));
  const fault = 'fault' in result ? result.fault : undefined;
  return { operation, kind: 'write', end: result.outcome, faultKind: fault?.kind, because: fault?.because ?? '' };
}
