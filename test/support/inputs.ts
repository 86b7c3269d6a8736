import fc from 'fast-check';
import type { InputField, Procedure } from '../../src/domain/procedure.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';

type Input = Readonly<Record<string, string | number>>;

const anyValue = (field: InputField, snapshot: Snapshot): fc.Arbitrary<string | number> => {
  switch (field.kind) {
    case 'service':
      return fc.constantFrom(...snapshot.services.map(({ key }) => key));
    case 'integer':
      return fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: field.min, max: Math.min(field.max, field.min + 30) }) },
        { weight: 1, arbitrary: fc.integer({ min: field.min, max: field.max }) },
      );
    case 'choice':
      return fc.constantFrom(...field.choices.map(({ value }) => value));
  }
};

/** Any input that the procedure's own fields allow. */
export const anyInput = (procedure: Procedure, snapshot: Snapshot): fc.Arbitrary<Input> =>
  fc.record(
    Object.fromEntries(Object.entries(procedure.input).map(([name, field]) => [name, anyValue(field, snapshot)])),
    { noNullPrototype: true },
  );
