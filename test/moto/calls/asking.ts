import { type AnyCommandClass, schemaOf } from '../../sim/wire/loopback.ts';
import type { AwsClients } from '../clients.ts';

/** One request, sent to both emulators in the same account. */
export interface EmulatorCall {
  /** `sns:Subscribe, a protocol that is none`: what is wrong with it, or particular about it, comes behind. */
  readonly name: string;
  /** The service, by botocore's name. */
  readonly service: string;
  readonly operation: string;
  readonly send: (aws: AwsClients) => Promise<object>;
}

/** What the calls need of any SDK client. */
interface Sender {
  send(command: object): Promise<object>;
}

type Input<C extends AnyCommandClass> = InstanceType<C>['input'];

const isLookedUp = <T>(input: T | ((aws: AwsClients) => Promise<T>)): input is (aws: AwsClients) => Promise<T> =>
  typeof input === 'function';

/** Makes calls of one service; an input may depend on what the account has. */
export const asking =
  (service: string, pick: (aws: AwsClients) => object) =>
  <C extends AnyCommandClass>(
    CommandClass: C,
    input: Input<C> | ((aws: AwsClients) => Promise<Input<C>>),
    about?: string,
  ): EmulatorCall => {
    const operation = schemaOf(CommandClass)[2];
    return {
      name: `${service}:${operation}${about === undefined ? '' : `, ${about}`}`,
      service,
      operation,
      async send(aws) {
        const ready = isLookedUp(input) ? await input(aws) : input;
        // Every SDK client sends the commands of its own service, and a command class takes its own input.
        return (pick(aws) as Sender).send(new CommandClass(ready as never));
      },
    };
  };
