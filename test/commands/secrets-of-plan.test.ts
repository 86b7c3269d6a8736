import { expect, it } from 'vitest';
import { Refusal } from '../../src/commands/failure.ts';
import { refuseWithoutSecrets } from '../../src/commands/secrets-of-plan.ts';
import { createSecrets } from '../../src/config/secrets.ts';
import type { ApplyStep, Plan } from '../../src/domain/plan.ts';
import { isSecretReference } from '../../src/domain/secret.ts';
import { scalePlan, scaleStep } from '../support/scale-plan.ts';

const hook = 'https://hooks.example.com/services/T00/B00/secret';
const kept = createSecrets({ WEBHOOK_URL: hook }).keepFrom('env:WEBHOOK_URL');
if (typeof kept !== 'string' || !isSecretReference(kept)) throw new Error('not kept');

const subscribe: ApplyStep = {
  ...scaleStep({ id: 'subscribe', from: 2, to: 6 }),
  effect: {
    operation: 'sns:Subscribe',
    input: { TopicArn: 'arn:aws:sns:us-east-1:123456789012:events', Protocol: 'https', Endpoint: kept },
  },
};
const plan: Plan = { ...scalePlan, steps: [...scalePlan.steps, subscribe] };

/** A session begun later, with this in its environment. */
const later = (env: Readonly<Record<string, string>>) => () => refuseWithoutSecrets(plan, createSecrets(env));

it('a saved plan runs where its secret still is', () => {
  expect(later({ WEBHOOK_URL: hook })).not.toThrow();
});

it.each([
  ['is not there any more', {}],
  ['has become another', { WEBHOOK_URL: 'https://elsewhere.example.com/' }],
])('a saved plan whose secret %s is refused before its first write, and no secret is repeated', (_, env) => {
  expect(later(env)).toThrow(Refusal);
  expect(later(env)).toThrow(/env:WEBHOOK_URL is gone, or holds another one.*Nothing was written\.$/);
  expect(later(env)).not.toThrow(/https:/);
});

it('a plan without secrets needs none', () => {
  expect(() => refuseWithoutSecrets(scalePlan, createSecrets({}))).not.toThrow();
});
