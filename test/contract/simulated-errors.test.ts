import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSteppedAws } from '../sim/api/stepped-aws.ts';
import { simulatedErrors } from './simulated-errors/index.ts';

// aws-facts 4.1, 4.3: name, code, status and text of each error, as the real SDK has them.
describe('an error of the simulated AWS', () => {
  // aws-facts 4.2
  it.each(simulatedErrors)('$operation, when $when: $name', async row => {
    const aws = await startSteppedAws(row.world === undefined ? {} : { world: row.world });
    const error: unknown = await row.provoke(aws).then(
      () => new Error('it was accepted'),
      thrown => thrown,
    );
    expect(error).toMatchObject({
      name: row.name,
      message: row.text,
      $metadata: { httpStatusCode: row.status },
      ...(row.code !== undefined && { Code: row.code }),
    });
    await aws.close();
  });
});

/** What is proved elsewhere, because no honest client can get it, or nobody is ever told. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  InternalFailure: 'a bug of ours: test/sim/wire/errors.test.ts',
  InvalidAction: 'an operation that is not simulated: test/sim/wire/dispatch.test.ts',
  UnknownOperationException: 'an operation that is not simulated: test/sim/wire/dispatch.test.ts',
  MalformedInput: 'a request that the SDK does not send: test/sim/wire/query-request.test.ts',
  SerializationException: 'a request that the SDK does not send: test/sim/wire/validate.test.ts',
  NeverReached: 'nobody hears it: test/sim/server/faults.test.ts',
  SessionTimeoutException: 'comes within a stream: test/sim/api/logs-live-tail.test.ts',
  NodeQuotaForCustomerExceededFault: 'an account has one group: 300 nodes are beyond its 90',
  MathError: 'becomes a ValidationError: test/sim/api/metric-math.test.ts',
};

const MAKES_ERROR = /new ((?:[A-Z]\w+(?:Exception|Fault))|InvalidNextToken|ResourceNotFound|MathError)\(/g;
const NAMES_ERROR = /\bname: '([A-Z]\w+)'/g;

/** The names of all errors that the code of the simulated AWS makes. */
const made = (): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const room of ['api', 'faults', 'wire']) {
    const folder = join('src/sim', room);
    for (const file of readdirSync(folder)) {
      const source = readFileSync(join(folder, file), 'utf8');
      for (const [, name = ''] of source.matchAll(MAKES_ERROR)) names.add(name);
      if (source.includes('new ApiError(')) for (const [, name = ''] of source.matchAll(NAMES_ERROR)) names.add(name);
    }
  }
  return names;
};

it('every error that the code can make is among them, or proved elsewhere', () => {
  const proved = new Set([...simulatedErrors.map(({ name }) => name), ...Object.keys(ELSEWHERE)]);
  expect(made().size).toBeGreaterThan(40);
  expect([...made()].filter(name => !proved.has(name))).toEqual([]);
});
