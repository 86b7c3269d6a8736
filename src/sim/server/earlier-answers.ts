import type { Call } from '../wire/around.ts';
import type { WireResponse } from '../wire/message.ts';

const KEPT = 20;

interface Earlier {
  readonly call: Call;
  readonly input: string;
  readonly answer: WireResponse;
}

/** The latest good answers, for the proxy that mixes up two connections. */
export class EarlierAnswers {
  readonly #newestFirst: Earlier[] = [];

  remember(call: Call, answer: WireResponse): void {
    this.#newestFirst.unshift({ call, input: JSON.stringify(call.input), answer });
    if (this.#newestFirst.length > KEPT) this.#newestFirst.pop();
  }

  /** The newest answer that the same service gave, in the same protocol, to a call that is not this one. */
  ofAnotherCall(call: Call): WireResponse | undefined {
    const input = JSON.stringify(call.input);
    const isOther = (earlier: Earlier): boolean => earlier.call.name !== call.name || earlier.input !== input;
    return this.#newestFirst.find(
      earlier => earlier.call.service === call.service && earlier.call.protocol === call.protocol && isOther(earlier),
    )?.answer;
  }
}
