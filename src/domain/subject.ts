import type { AccountAttribute, Change, Fact, ServiceFact } from './fact-address.ts';
import { splitName } from './fact-sources.ts';

/** What an account's facts are of, by their names. */
const subjects: Readonly<Record<AccountAttribute, (name: string) => string>> = {
  alarm: name => `alarm ${name}`,
  topic: name => `topic ${name}`,
  topicSubscriptions: name => `topic ${name}`,
  // The name of a subscription begins with its topic's.
  subscription: name => `topic ${name.split(' ')[0]}`,
  subscriptionArn: name => `topic ${name.split(' ')[0]}`,
  rule: name => `rule ${name}`,
  ruleTarget: name => `rule ${splitName(name)[0]}`,
  lambdaPermission: name => `function ${splitName(name)[0]}`,
};

/** The one thing that a fact is of: `cluster/service`, or of the account `alarm NAME`, `topic NAME`, `rule NAME`, `function NAME`. */
const subjectOf = (fact: Fact): string => (isOfService(fact) ? fact.service : subjects[fact.attribute](fact.name));

const isOfService = (fact: Fact): fact is ServiceFact => fact.service !== undefined;

/** What these changes are of, each once: no two runs may change one of them at the same time. */
export const subjectsOf = (changes: readonly Change[]): readonly string[] => [
  ...new Set(changes.map(({ fact }) => subjectOf(fact))),
];
