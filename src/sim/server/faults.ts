import type { ApiEffect, TransportEffect } from '../faults/fault.ts';
import type { Around, Call } from '../wire/around.ts';
import type { Dispatch } from '../wire/dispatch.ts';
import type { WireRequest, WireResponse } from '../wire/message.ts';
import { badGateway, type DeliveredResponse, type Delivery, loginPage } from './delivery.ts';
import { EarlierAnswers } from './earlier-answers.ts';

type CallEffect = TransportEffect | ApiEffect;

/** What the server needs to know of faults. */
export interface FaultSource {
  /** What strikes this call, in order; the last one may be final. */
  strike(call: Call, isPossible: (effect: CallEffect) => boolean): readonly CallEffect[];
  /** Lets AWS's part of the effects happen around the handler. */
  around(effects: readonly CallEffect[]): Around;
  /** Uniform in [0, 1), for jitter. */
  chance(): number;
}

/** Answers requests as `dispatch` does, except for what the faults do to the calls that they strike. */
export const createFaultyDispatch = (
  dispatch: Dispatch,
  faults: FaultSource,
): ((request: WireRequest) => DeliveredResponse) => {
  const earlier = new EarlierAnswers();
  return request => {
    let struck: readonly CallEffect[] = [];
    let swapped: WireResponse | undefined;
    let named: Call | undefined;
    const answer = dispatch(request, (call, proceed) => {
      named = call;
      swapped = earlier.ofAnotherCall(call);
      struck = faults.strike(call, effect => effect.kind !== 'swapped-answer' || swapped !== undefined);
      return faults.around(struck)(call, proceed);
    });
    // A request that is no call of ours meets no fault, and is nothing to confuse others with.
    if (named === undefined) return answer;
    if (answer.status === 200 && answer.stream === undefined) earlier.remember(named, answer);
    return struck.reduce<DeliveredResponse>(
      (response, effect) => travel(response, effect, { swapped, chance: () => faults.chance() }),
      answer,
    );
  };
};

/** What an effect does to an answer on its way; AWS's own effects have done theirs by then. */
function travel(
  response: DeliveredResponse,
  effect: CallEffect,
  { swapped, chance }: { swapped: WireResponse | undefined; chance: () => number },
): DeliveredResponse {
  const so = (delivery: Delivery): DeliveredResponse => ({
    ...response,
    delivery: { ...response.delivery, ...delivery },
  });
  const instead = (other: WireResponse): DeliveredResponse => {
    void response.stream?.return();
    return response.delivery === undefined ? other : { ...other, delivery: response.delivery };
  };
  switch (effect.kind) {
    case 'delay':
      return so({ delayMs: (response.delivery?.delayMs ?? 0) + effect.ms + (effect.jitterMs ?? 0) * chance() });
    case 'trickle':
      return so({ msPerByte: effect.msPerByte });
    case 'hang':
      return so({ fate: 'never-comes' });
    case 'reset':
      return so({ fate: 'connection-is-reset' });
    case 'truncated-body':
      return so({ fate: 'breaks-off' });
    case 'bad-gateway':
      return instead(badGateway());
    case 'captive-portal':
      return instead(loginPage());
    case 'empty-answer':
      return instead(emptied(response));
    case 'swapped-answer':
      return instead(swapped ?? response);
    default:
      return response;
  }
}

/** The headers of an answer without its news. */
const emptied = ({ headers }: WireResponse): WireResponse => ({
  status: 200,
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'x-amzn-query-error')),
  body: new Uint8Array(),
});
