import type { NormalizedSchema } from '@smithy/core/schema';

/**
 * What in a value is not of the type that AWS's model gives it ("services[0].desiredCount is not a number"), or undefined
 * when all of it is. What is absent is not wrong here, and what the model does not know is not looked at.
 */
export function wrongIn(value: unknown, model: NormalizedSchema, path = 'the answer'): string | undefined {
  if (value === undefined || value === null || model.isUnitSchema() || model.isDocumentSchema() || model.isStreaming())
    return undefined;
  if (model.isStructSchema()) return wrongInStructure(value, model, path);
  if (model.isListSchema()) return wrongInList(value, model.getValueSchema(), path);
  if (model.isMapSchema()) return wrongInMap(value, model.getValueSchema(), path);
  const scalar = scalars.find(({ isModel }) => isModel(model));
  return scalar === undefined || scalar.fits(value) ? undefined : `${path} is not ${scalar.expected}`;
}

/** The first row that knows the model says what its values are. */
const scalars: readonly {
  readonly expected: string;
  readonly isModel: (model: NormalizedSchema) => boolean;
  readonly fits: (value: unknown) => boolean;
}[] = [
  { expected: 'a text', isModel: model => model.isStringSchema(), fits: value => typeof value === 'string' },
  { expected: 'yes or no', isModel: model => model.isBooleanSchema(), fits: value => typeof value === 'boolean' },
  {
    expected: 'a number',
    isModel: model => model.isNumericSchema(),
    fits: value => typeof value === 'number' && Number.isFinite(value),
  },
  {
    expected: 'a time',
    isModel: model => model.isTimestampSchema(),
    fits: value => value instanceof Date && !Number.isNaN(value.getTime()),
  },
];

function wrongInStructure(value: unknown, model: NormalizedSchema, path: string): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${path} is not a structure`;
  const present = new Map<string, unknown>(Object.entries(value));
  for (const [name, member] of model.structIterator()) {
    const wrong = wrongIn(present.get(name), member, path === 'the answer' ? name : `${path}.${name}`);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function wrongInList(value: unknown, element: NormalizedSchema, path: string): string | undefined {
  if (!Array.isArray(value)) return `${path} is not a list`;
  for (const [index, item] of value.entries()) {
    // Nobody expects a hole in a list, and AWS leaves none.
    const wrong =
      item === undefined || item === null
        ? `${path}[${index}] is nothing`
        : wrongIn(item, element, `${path}[${index}]`);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function wrongInMap(value: unknown, element: NormalizedSchema, path: string): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${path} is not a map`;
  for (const [key, item] of Object.entries(value)) {
    const wrong = wrongIn(item, element, `${path}.${key}`);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}
