import type { InputFields } from '../../domain/input-field.ts';
import type { VoidReason } from './confirm-state.ts';
import { flagsAsKeys } from './flags-as-keys.ts';
import type { Message } from './message-page.tsx';
import type { NoPlan } from './wizard-state.ts';

/** Why planning gave no plan, and what to do about it. */
export function noPlanMessage(result: NoPlan, fields: InputFields): Message {
  switch (result.kind) {
    case 'nothing-to-do':
      return {
        status: 'ok',
        heading: 'There is nothing to do',
        says: [result.because],
        nextStep: 'Change the input, or leave: AWS already is as you asked.',
      };
    case 'blocked':
      return {
        status: 'alarm',
        heading: 'This cannot be done as asked',
        says: result.because.map(says => flagsAsKeys(says, fields)),
        nextStep: 'Mend what is named above or change the input, then plan again. Nothing was written.',
      };
    case 'bad-input':
      return {
        status: 'alarm',
        heading: 'The input cannot be used',
        says: result.problems.map(({ says }) => says),
        nextStep: 'Change the input or the options. Nothing was written.',
      };
    case 'failed':
      return {
        status: 'unknown',
        heading: 'There is no plan to run',
        says: [result.because],
        nextStep: `${result.nextStep} Nothing was written.`,
      };
  }
}

const voidWords: Readonly<Record<VoidReason, string>> = {
  expired: 'It stood open for a minute, and what you saw may have changed.',
  'time-gap': 'The program stood still meanwhile, or a clock was set: what you saw may be long past.',
  'stale-data': 'AWS could not be read any more while it stood open, so what it asked about may have changed.',
};

/** Why a question cannot be answered any more. */
export const voidMessage = (reason: VoidReason): Message => ({
  status: 'warning',
  heading: 'The question is void',
  says: [voidWords[reason], 'Nothing was written.'],
  nextStep: 'Plan again: it reads AWS anew, and asks anew.',
});
