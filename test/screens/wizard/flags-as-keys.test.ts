import { expect, it } from 'vitest';
import { scaleService } from '../../../src/procedures/scale-service.ts';
import { flagsAsKeys } from '../../../src/screens/wizard/flags-as-keys.ts';

const { input } = scaleService;

it('names the choice and the key where the sentence advises a flag', () => {
  expect(flagsAsKeys('Ask for 10 or fewer, or raise the ceiling with --raise-ceiling yes.', input)).toBe(
    'Ask for 10 or fewer, or raise the ceiling with "Raise the ceiling: Yes, as far as the count needs" (key o).',
  );
});

it.each(['aws ecs update-service --cluster web', '--how somehow', '--desired-count 6', 'no flag at all'])(
  'leaves alone what is no choice of this procedure: %s',
  says => {
    expect(flagsAsKeys(says, input)).toBe(says);
  },
);
