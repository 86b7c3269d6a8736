import type { Answer, OpenQuestion, Operator } from './operator.ts';

/** Answers by a function: an autopilot that says yes to everything, or a test that has something happen meanwhile. */
export const scriptOperator = (reply: (question: OpenQuestion) => Answer | Promise<Answer>): Operator => ({
  by: 'script',
  answer: async question => reply(question),
});

export const agree = ({ ask }: OpenQuestion): Answer => ({ kind: 'phrase', phrase: ask.phrase });
