export type CheckVerdict =
  | { readonly verdict: 'passed'; readonly says: string }
  /** Not yet, and nothing speaks against it: look again. */
  | { readonly verdict: 'waiting'; readonly says: string }
  /** It will not come true by waiting. */
  | { readonly verdict: 'failed'; readonly says: string };

export const passed = (says: string): CheckVerdict => ({ verdict: 'passed', says });
export const waiting = (says: string): CheckVerdict => ({ verdict: 'waiting', says });
export const failed = (says: string): CheckVerdict => ({ verdict: 'failed', says });
