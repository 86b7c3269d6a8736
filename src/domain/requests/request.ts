import type { ExpectedFact } from '../check.ts';
import type { Change, Fact, FactValue } from '../fact-address.ts';
import { addressOf } from '../fact-address.ts';
import { namesIn } from '../names-text.ts';
import type { ServiceKey } from '../snapshot.ts';

/** What a request does by its own words. */
export interface Request {
  /** `account` for a request that is about no service; undefined for one that does not say about which. */
  readonly about: ServiceKey | 'account' | undefined;
  /** Every fact that it sets, and to what. */
  readonly sets: readonly ExpectedFact[];
  /** The members that no fact stands for; an effect of ours has none. */
  readonly besides: readonly string[];
  /** Whether AWS moves this along with what is set, although the request does not name it. */
  readonly movesAlong?: (change: Change, shown: Shown) => boolean;
  /** What else would happen and is not shown, in words. */
  readonly hides?: (shown: Shown) => string | undefined;
}

/** What a write shows of itself. */
export interface Shown {
  readonly changes: readonly Change[];
  /** Every fact that it speaks of, with the value that it will have. */
  readonly after: readonly ExpectedFact[];
}

/** The value that a fact will have, as far as it is shown. */
export const shownValue = ({ after }: Shown, fact: Fact): FactValue | undefined =>
  after.find(shown => addressOf(shown.fact) === addressOf(fact))?.value;

const changeOf = ({ changes }: Shown, fact: Fact): Change | undefined =>
  changes.find(change => addressOf(change.fact) === addressOf(fact));

/**
 * Why a write that deletes everything on a list does not show all of it; undefined where it does. `list` is the fact that
 * has the names, `each` the fact of one of them.
 */
export function unshownOf(shown: Shown, list: Fact, each: (name: string) => Fact): string | undefined {
  const before = changeOf(shown, list)?.from;
  const hidden = namesIn(typeof before === 'string' ? before : '').find(
    name => changeOf(shown, each(name))?.to !== null,
  );
  return hidden === undefined ? undefined : `would also delete ${hidden}, which is not shown`;
}
