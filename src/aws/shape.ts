/**
 * Shape checks for answers. The SDK resolves an empty body, a proxy's page or a wrong type without an error; what a
 * caller relies on must have been seen here first.
 *
 * A shape returns what is wrong ("services[0].desiredCount is missing"), or undefined when nothing is.
 */
export type Shape = (value: unknown, path: string) => string | undefined;

const scalar =
  (expected: string, fits: (value: unknown) => boolean): Shape =>
  (value, path) => {
    if (value === undefined || value === null) return `${path} is missing`;
    return fits(value) ? undefined : `${path} is not ${expected}`;
  };

export const text = scalar('a text', value => typeof value === 'string' && value !== '');
export const count = scalar('a count', value => Number.isSafeInteger(value) && Number(value) >= 0);
export const number = scalar('a number', value => typeof value === 'number' && Number.isFinite(value));
export const date = scalar('a time', value => value instanceof Date && !Number.isNaN(value.getTime()));
export const accountId = scalar('an account id', value => typeof value === 'string' && /^\d{12}$/.test(value));
/** A number in a text, as ECS writes the size of a task. */
export const numeral = scalar('a number', value => typeof value === 'string' && /^\d{1,9}$/.test(value));
export const arn = scalar('an ARN', value => typeof value === 'string' && value.startsWith('arn:'));
export const scalableTargetArn = scalar(
  'the ARN of a scalable target',
  value =>
    typeof value === 'string' && /^arn:[^:]+:application-autoscaling:[^:]+:\d{12}:scalable-target\/./.test(value),
);

export const optional =
  (shape: Shape): Shape =>
  (value, path) =>
    value === undefined || value === null ? undefined : shape(value, path);

export const list =
  (item: Shape): Shape =>
  (value, path) => {
    if (!Array.isArray(value)) return value === undefined ? `${path} is missing` : `${path} is not a list`;
    for (const [index, element] of value.entries()) {
      const wrong = item(element, `${path}[${index}]`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };

export const object =
  (members: Readonly<Record<string, Shape>>): Shape =>
  (value, path) => {
    if (typeof value !== 'object' || value === null) return `${path || 'the answer'} is missing`;
    const present = new Map(Object.entries(value));
    for (const [name, shape] of Object.entries(members)) {
      const wrong = shape(present.get(name), path === '' ? name : `${path}.${name}`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
