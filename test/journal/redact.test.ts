import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../src/journal/redact.ts';
import { scalePlan, startsAt } from '../support/scale-plan.ts';
import { tempDir } from '../support/temp-dir.ts';
import { goldenEvents, runId, writeGolden } from './golden-run.ts';

// Assembled here, so that no scanner takes the test for a leak.
const canaries: readonly (readonly [string, string])[] = [
  ['an access key', `AKIA${'IOSFODNN7EXAMPLE'}`],
  ['a temporary access key', `ASIA${'IOSFODNN7EXAMPLE'}`],
  ['a Slack webhook', `https://hooks.slack.com/${'services/T0/B0/canarycanary'}`],
  ['a bearer token', `Authorization: Bearer ${'canary.canary-canary'}`],
  ['a password', `password=${'canarycanary'}`],
  ['a password in an environment variable', `DB_PASSWORD=${'canarycanary'}`],
  ['a secret key', `aws_secret_access_key = ${'canary/canary+canary'}`],
  ['a password in an address', `postgres://app:${'canarycanary'}@db:5432/app`],
];

const secretIn = (text: string): string =>
  /IOSFODNN7EXAMPLE|canary[\w./+-]*/.exec(text)?.[0] ?? 'no secret in the canary';

describe('secrets', () => {
  it.each(canaries)('J9: %s never reaches the disk, and what it was stays readable', (_, canary) => {
    const { bytes } = writeGolden(tempDir(), [
      {
        type: 'RunStarted',
        at: startsAt,
        runId,
        program: 'test',
        plan: { ...scalePlan, input: { note: canary }, warnings: [`it says ${canary}, twice ${canary}`] },
      },
    ]);
    expect(bytes.includes(secretIn(canary))).toBe(false);
    expect(bytes.includes('[redacted]')).toBe(true);
  });

  it('plain words stay as they are', () => {
    for (const event of goldenEvents) expect(redact(event)).toEqual(event);
  });

  it('any JSON keeps its shape', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false })), data => {
        expect(Object.keys(redact(data))).toEqual(Object.keys(data));
        JSON.stringify(redact(data));
      }),
    );
  });
});
