export type CheckVerdict =
  | {
      readonly verdict: 'passed';
      readonly says: string;
      /** AWS holds what was asked for, and it is worth nothing until somebody else has done something. */
      readonly isPending?: true;
    }
  /** Not yet, and nothing speaks against it: look again. */
  | { readonly verdict: 'waiting'; readonly says: string }
  /** It will not come true by waiting. */
  | { readonly verdict: 'failed'; readonly says: string };

export const passed = (says: string): CheckVerdict => ({ verdict: 'passed', says });
export const pendingElsewhere = (says: string): CheckVerdict => ({ verdict: 'passed', says, isPending: true });
export const waiting = (says: string): CheckVerdict => ({ verdict: 'waiting', says });
export const failed = (says: string): CheckVerdict => ({ verdict: 'failed', says });
