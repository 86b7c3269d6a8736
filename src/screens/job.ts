/** Stopping and continuing as a job of the shell. */
export interface Job {
  /** Stops the process; resolves when it goes on. The terminal must have been given back before. */
  readonly stop: () => Promise<void>;
  /** Somebody else asks to stop it, or has let it go on. */
  readonly subscribe: (listeners: { readonly stopAsked: () => void; readonly wentOn: () => void }) => () => void;
}
