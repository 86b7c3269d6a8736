/** One statement of a resource's policy, as its JSON spells it. AWS: "IAM JSON policy elements reference". */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Action: unknown;
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** Somebody, usually another service of AWS, who wants to do something with the resource. */
export interface PolicyRequest {
  /** `events.amazonaws.com` */
  readonly principal: string;
  /** `lambda:InvokeFunction` */
  readonly action: string;
  readonly resource: string;
  /** Condition keys in lower case: `aws:sourcearn`. A key that the caller does not bring is missing. */
  readonly context: Readonly<Record<string, string>>;
}

/** Whether the policy lets the request through: some statement allows it, and none denies it. */
export const isAllowed = (statements: readonly PolicyStatement[], request: PolicyRequest): boolean => {
  const applying = statements.filter(statement => applies(statement, request));
  return applying.some(({ Effect }) => Effect === 'Allow') && !applying.some(({ Effect }) => Effect === 'Deny');
};

/** The statements of a policy's text; undefined when it is no policy. */
export const parsePolicy = (text: string): readonly PolicyStatement[] | undefined => {
  try {
    const policy: unknown = JSON.parse(text);
    if (!isRecord(policy)) return undefined;
    const statements = listOf(policy['Statement']);
    return statements.length > 0 && statements.every(isStatement) ? statements : undefined;
  } catch {
    return undefined;
  }
};

const applies = (statement: PolicyStatement, { principal, action, resource, context }: PolicyRequest): boolean =>
  principalsOf(statement.Principal).some(pattern => isLike(pattern, principal)) &&
  // Actions are the one part of a policy whose case does not matter.
  textsOf(statement.Action).some(pattern => isLike(pattern.toLowerCase(), action.toLowerCase())) &&
  textsOf(statement.Resource).some(pattern => isLike(pattern, resource)) &&
  conditionHolds(statement.Condition, context);

/** `"*"` and `{"AWS": "*"}` are everybody; services stand under `Service`. */
const principalsOf = (principal: unknown): readonly string[] => {
  if (!isRecord(principal)) return textsOf(principal);
  return [...textsOf(principal['AWS']).filter(name => name === '*'), ...textsOf(principal['Service'])];
};

const conditionHolds = (condition: unknown, context: PolicyRequest['context']): boolean => {
  if (condition === undefined) return true;
  if (!isRecord(condition)) return false;
  return Object.entries(condition).every(
    ([operator, keys]) =>
      isRecord(keys) &&
      Object.entries(keys).every(([key, wanted]) => {
        const value = context[key.toLowerCase()];
        return value !== undefined && textsOf(wanted).some(pattern => compare(operator, pattern, value));
      }),
  );
};

/** The operators that policies of topics and functions use; a condition that is not understood does not hold. */
const compare = (operator: string, pattern: string, value: string): boolean => {
  switch (operator) {
    case 'StringEquals':
      return pattern === value;
    case 'StringLike':
    case 'ArnLike':
    case 'ArnEquals':
      return isLike(pattern, value);
    default:
      return false;
  }
};

/** `*` is any text, `?` any character. */
const isLike = (pattern: string, text: string): boolean => {
  const source = pattern.replace(/[^\w]/g, mark => (mark === '*' ? '.*' : mark === '?' ? '.' : `\\${mark}`));
  return new RegExp(`^${source}$`, 's').test(text);
};

const isStatement = (statement: unknown): statement is PolicyStatement =>
  isRecord(statement) &&
  (statement['Effect'] === 'Allow' || statement['Effect'] === 'Deny') &&
  ['Principal', 'Action', 'Resource'].every(part => statement[part] !== undefined);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
const textsOf = (value: unknown): readonly string[] => listOf(value).filter(item => typeof item === 'string');

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
