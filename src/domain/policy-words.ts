import { safeText } from './safe-text.ts';

interface StatementWords {
  readonly label: string;
  readonly value: string;
}

/**
 * The statements of a resource's policy as they are read: `policy EventBridgePublishes` is `events.amazonaws.com may
 * sns:Publish`. Undefined for what is no policy.
 */
export function policyWords(policy: unknown): readonly StatementWords[] | undefined {
  if (!isObject(policy) || !('Statement' in policy)) return undefined;
  const { Statement } = policy;
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  return statements.map((statement: unknown, index) => {
    const { Sid, Effect, Principal, Action, Resource: _, Condition, ...others } = membersOf(statement);
    const verb = Effect === 'Allow' ? 'may' : 'may never';
    const rest = Object.keys(others).length === 0 ? '' : ` ${wordsOf(others)}`;
    const condition = Condition === undefined ? '' : `, if ${wordsOf(Condition)}`;
    return {
      label: `policy ${safeText(typeof Sid === 'string' ? Sid : String(index + 1))}`,
      value: `${principalWords(Principal)} ${verb} ${wordsOf(Action)}${rest}${condition}`,
    };
  });
}

/** Whoever it is: a service, an account; `*` is everybody. */
function principalWords(principal: unknown): string {
  const names = isObject(principal) ? Object.values(principal).flat() : [principal];
  return names.map(name => (name === '*' ? 'everybody' : wordsOf(name))).join(', ');
}

/** `StringEquals AWS:SourceOwner 123456789012` */
function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).join(', ');
  if (!isObject(value)) return safeText(String(value));
  return Object.entries(value)
    .map(([name, member]) => `${safeText(name)} ${wordsOf(member)}`)
    .join(' and ');
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const membersOf = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? { ...value } : {});
