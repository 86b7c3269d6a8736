import { answerFromFlags, type GivenAnswers } from '../../domain/confirmation.ts';
import type { Operator } from './operator.ts';

/** Answers with `--yes` and `--confirm PHRASE`, and never asks anybody. */
export const flagsOperator = (given: GivenAnswers): Operator => ({
  by: 'flags',
  async answer({ ask }) {
    const answer = answerFromFlags(ask, given);
    return answer.answered
      ? { kind: 'phrase', phrase: answer.phrase }
      : { kind: 'unanswered', missingFlag: answer.missingFlag };
  },
});
