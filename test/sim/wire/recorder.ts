import { createDispatch } from '../../../src/sim/wire/dispatch.ts';
import { bytesOf, type WireRequest } from '../../../src/sim/wire/message.ts';
import type { SimOperation } from '../../../src/sim/wire/operation.ts';
import { type AnyCommandClass, schemaOf } from './loopback.ts';

/** Sends raw requests to operations that only note what reached them. */
export function recorder(...commands: readonly AnyCommandClass[]) {
  const inputs: unknown[] = [];
  const operations: SimOperation[] = commands.map(CommandClass => ({
    schema: schemaOf(CommandClass),
    handle: input => {
      inputs.push(input);
      return {};
    },
  }));
  const dispatch = createDispatch({
    operations,
    nextRequestId: () => 'request-1',
    onDefect: error => {
      throw error;
    },
  });
  const send = (request: Partial<WireRequest>) => {
    const answer = dispatch({ method: 'POST', path: '/', headers: {}, body: new Uint8Array(), ...request });
    return { status: answer.status, headers: answer.headers, text: new TextDecoder().decode(answer.body) };
  };
  const json = (target: string, body: string | Uint8Array, version = '1.1') =>
    send({
      headers: { 'x-amz-target': target, 'content-type': `application/x-amz-json-${version}` },
      body: typeof body === 'string' ? bytesOf(body) : body,
    });
  const query = (form: string) =>
    send({
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: bytesOf(form),
    });
  return { inputs, send, json, query };
}

/** What `x-amz-target` calls the services. */
export const ECS = 'AmazonEC2ContainerServiceV20141113';
export const SCALING = 'AnyScaleFrontendService';
export const CLOUDWATCH = 'GraniteServiceVersion20100801';
