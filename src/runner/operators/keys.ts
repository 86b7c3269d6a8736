import type { Answer, OpenQuestion, Operator } from './operator.ts';

export interface KeysOperator extends Operator {
  /** Answers the open question. `null` is a no. An answer to a question that is not open any more is dropped. */
  reply(stepId: string, phrase: string | null): void;
}

/**
 * A mailbox between the runner, which asks, and a screen, which shows the question and answers it later.
 *
 * @param onQuestion told of the question when it opens, and of `undefined` when it closes.
 */
export function keysOperator(onQuestion: (question: OpenQuestion | undefined) => void): KeysOperator {
  let open: { readonly stepId: string; readonly close: (answer: Answer) => void } | undefined;
  return {
    by: 'keys',
    answer: (question, signal) =>
      new Promise(resolve => {
        const refuse = (): void => close({ kind: 'refused' });
        const close = (answer: Answer): void => {
          signal.removeEventListener('abort', refuse);
          open = undefined;
          onQuestion(undefined);
          resolve(answer);
        };
        open = { stepId: question.stepId, close };
        onQuestion(question);
        if (signal.aborted) refuse();
        else signal.addEventListener('abort', refuse);
      }),
    reply(stepId, phrase) {
      if (open?.stepId !== stepId) return;
      open.close(phrase === null ? { kind: 'refused' } : { kind: 'phrase', phrase });
    },
  };
}
