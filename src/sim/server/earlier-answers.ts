import type { Call } from '../wire/around.ts';
import type { WireResponse } from '../wire/message.ts';

/** Of each service. */
const KEPT = 20;

interface Earlier {
  readonly call: Call;
  readonly input: string;
  readonly answer: WireResponse;
}

/** The latest good answers, for the proxy that mixes up two connections. */
export class EarlierAnswers {
  readonly #newestFirst = new Map<Call['service'], Earlier[]>();

  remember(call: Call, answer: WireResponse): void {
    const ofService = this.#newestFirst.get(call.service) ?? [];
    ofService.unshift({ call, input: JSON.stringify(call.input), answer });
    if (ofService.length > KEPT) ofService.pop();
    this.#newestFirst.set(call.service, ofService);
  }

  /** The newest answer that the same service gave, in the same protocol, to a call that is not this one. */
  ofAnotherCall(call: Call): WireResponse | undefined {
    const input = JSON.stringify(call.input);
    const isOther = (earlier: Earlier): boolean => earlier.call.name !== call.name || earlier.input !== input;
    const ofService = this.#newestFirst.get(call.service);
    return ofService?.find(earlier => earlier.call.protocol === call.protocol && isOther(earlier))?.answer;
  }
}
