import { canonicalJson, membersOf } from '../domain/canonical-json.ts';

type Statement = Readonly<Record<string, unknown>>;

/** Services of AWS that publish on somebody's behalf. */
export type Publisher = 'cloudwatch.amazonaws.com' | 'events.amazonaws.com';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');

/** The policy in a topic's configuration text. */
export function policyOf(configuration: string): Readonly<Record<string, unknown>> {
  const { Policy } = membersOf(configuration);
  return isObject(Policy) ? { ...Policy } : {};
}

/** The statements of a policy. */
export function statementsOf(policy: Readonly<Record<string, unknown>>): readonly Statement[] {
  const { Statement: all } = policy;
  return (Array.isArray(all) ? all : [all]).filter(isObject).map(statement => ({ ...statement }));
}

/**
 * Whether the policy lets the service publish, as far as that can be told: by its name, or because everybody may who comes
 * on behalf of the account. CloudWatch says on whose behalf it comes; EventBridge does not (AWS: "Using resource-based
 * policies for Amazon EventBridge").
 */
export const letsPublish = (configuration: string, publisher: Publisher): boolean =>
  statementsOf(policyOf(configuration)).some(statement => {
    const { Effect, Action, Principal, Condition } = statement;
    if (Effect !== 'Allow' || !textsOf(Action).some(action => /^(sns:(publish|\*)|\*)$/i.test(action))) return false;
    const { Service, AWS }: { readonly Service?: unknown; readonly AWS?: unknown } = isObject(Principal)
      ? Principal
      : { AWS: Principal };
    if (textsOf(Service).includes(publisher)) return true;
    const isEverybody = textsOf(AWS).includes('*');
    return (
      isEverybody && (Condition === undefined || (publisher === 'cloudwatch.amazonaws.com' && isOfOwner(Condition)))
    );
  });

/** `{"StringEquals":{"AWS:SourceOwner":"123456789012"}}`, as SNS writes it. */
const isOfOwner = (condition: unknown): boolean => /"aws:source(owner|account)"/i.test(canonicalJson(condition));
