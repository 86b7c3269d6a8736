import { expect, it } from 'vitest';
import { scaleService } from '../../../src/procedures/scale-service.ts';
import { setUpAutoScaling } from '../../../src/procedures/set-up-auto-scaling.ts';
import { setUpNotifications } from '../../../src/procedures/set-up-notifications.ts';
import { flagsAsKeys, problemElsewhere, problemHere } from '../../../src/screens/wizard/flags-as-keys.ts';

const { input } = scaleService;

it('names the choice and the key where the sentence advises a flag', () => {
  expect(flagsAsKeys('Ask for 10 or fewer, or raise the ceiling with --raise-ceiling yes.', input)).toBe(
    'Ask for 10 or fewer, or raise the ceiling with "Raise the ceiling: Yes, as far as the count needs" (key o).',
  );
});

it('names the number that is advised, and the key that leads to what was asked first', () => {
  expect(flagsAsKeys('--request-target 500 acts sooner.', setUpAutoScaling.input)).toBe(
    '"Request target (a minute): 500" (key o) acts sooner.',
  );
  expect(flagsAsKeys('Ask for less, --desired-count 6.', input)).toBe('Ask for less, "Tasks: 6" (key i).');
});

it('leaves the sentence whole where it goes on behind the flag', () => {
  expect(flagsAsKeys('These work: --tell with an address, or --tell function:NAME.', setUpNotifications.input)).toBe(
    'These work: "Tell" (key i) with an address, or "Tell: function:NAME" (key i).',
  );
});

it.each([
  'aws ecs update-service --cluster web',
  'It stays so: headroom run scale-service --service api --how floor. Nothing else does.',
  'no flag at all',
])('leaves alone what is a command, or no flag of this procedure: %s', says => {
  expect(flagsAsKeys(says, input)).toBe(says);
});

it('says what is wrong with an answer by the name of its question', () => {
  const { tell, webhook } = setUpNotifications.input;
  const says = 'tell must be an e-mail address; got x, e.g. --tell nobody';
  expect(problemHere({ field: 'tell', says }, tell)).toBe('Tell must be an e-mail address; got x, e.g. nobody');
  const missing = { field: 'webhook', says: 'webhook is missing: say where it is kept, --webhook env:NAME' };
  expect(problemHere(missing, webhook)).toBe('Webhook is missing: type it, or paste it');
  expect(problemElsewhere(missing, setUpNotifications.input)).toBe('Webhook is missing: type it, or paste it (key o)');
});
