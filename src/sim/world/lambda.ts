import { type Account, functionArn } from './account.ts';
import { SECOND, type SimClock, type SimTime } from './clock.ts';
import type { Ids } from './ids.ts';
import { isAllowed, type PolicyStatement } from './resource-policy.ts';

/** What an opening world says of a function. */
export interface FunctionSpec {
  readonly name: string;
  readonly description: string;
  readonly runtime: 'python3.12' | 'nodejs22.x';
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMib: number;
  readonly role: string;
  readonly lastModifiedAt: SimTime;
  /** What its code does with an event. */
  readonly run: (event: unknown) => void;
}

export interface LambdaFunction extends FunctionSpec {
  readonly arn: string;
  /** The function's resource policy: who may invoke it. AWS makes a function without one. */
  readonly statements: PolicyStatement[];
  /** Changes with every change of the policy; undefined while there is none. */
  policyRevision: string | undefined;
}

/** A service of AWS that wants a function to run. */
export interface Invoker {
  /** `events.amazonaws.com` */
  readonly service: string;
  /** The rule, or the topic, on whose behalf. */
  readonly sourceArn: string;
}

export type InvocationOutcome = 'invoked' | 'no such function' | 'not allowed';

/** An asynchronous invocation waits in Lambda's queue for a moment, and a cold start takes another. */
const STARTS_AFTER_MS = 2 * SECOND;

interface Surroundings {
  readonly account: Account;
  readonly clock: SimClock;
  readonly ids: Ids;
}

/** The functions of the account, and who may make them run. */
export class Lambda {
  readonly #world: Surroundings;
  readonly #functions = new Map<string, LambdaFunction>();

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
  }

  all(): readonly LambdaFunction[] {
    return [...this.#functions.values()];
  }

  /** By name, or by any ARN that ends with the name and perhaps a qualifier. */
  find(nameOrArn: string): LambdaFunction | undefined {
    const name = /^(?:(?:arn:aws:lambda:[\w-]+:)?\d{12}:function:|function:)?([\w-]+)(?::[\w$-]+)?$/.exec(
      nameOrArn,
    )?.[1];
    return name === undefined ? undefined : this.#functions.get(name);
  }

  add(spec: FunctionSpec): LambdaFunction {
    const arn = functionArn(this.#world.account, spec.name);
    const made: LambdaFunction = { ...spec, arn, statements: [], policyRevision: undefined };
    this.#functions.set(spec.name, made);
    return made;
  }

  addPermission(target: LambdaFunction, statement: PolicyStatement): void {
    target.statements.push(statement);
    target.policyRevision = this.#world.ids.uuid('lambda-policy');
  }

  removePermission(target: LambdaFunction, statement: PolicyStatement): void {
    target.statements.splice(target.statements.indexOf(statement), 1);
    target.policyRevision = target.statements.length === 0 ? undefined : this.#world.ids.uuid('lambda-policy');
  }

  /** Has the function run soon, if there is one and its own policy lets this caller. */
  invoke(arn: string, { service, sourceArn }: Invoker, event: unknown): InvocationOutcome {
    const { account, clock } = this.#world;
    const target = this.find(arn);
    if (target === undefined) return 'no such function';
    const mayInvoke = isAllowed(target.statements, {
      principal: service,
      action: 'lambda:InvokeFunction',
      resource: target.arn,
      context: { 'aws:sourcearn': sourceArn, 'aws:sourceaccount': account.accountId },
    });
    if (!mayInvoke) return 'not allowed';
    clock.after(STARTS_AFTER_MS, () => target.run(event));
    return 'invoked';
  }
}
