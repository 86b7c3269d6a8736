import { type Difference, differences } from './differences.ts';
import { type ForeignClient, knownFor } from './known-differences.ts';

/** One call: what each side said, and what the other side heard of it. */
export interface SaidAndHeard {
  readonly input: { readonly sent: unknown; readonly arrived: unknown };
  readonly output: { readonly sent: unknown; readonly arrived: unknown };
}

/** Where one side heard something else than the other said, for no reason that is known. */
export function unexplained(client: ForeignClient, call: SaidAndHeard): readonly Difference[] {
  return (['input', 'output'] as const).flatMap(message => {
    const rows = knownFor(client, message);
    const { sent, arrived } = call[message];
    return differences(sent, arrived).filter(difference => !rows.some(row => row.explains(difference)));
  });
}
