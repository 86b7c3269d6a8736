/** How AWS is reached, as far as the surroundings decide it: nothing of that is chosen silently. */
export interface Connection {
  /** Which of the possible sources the credentials came from: `profile ops, SSO`. Undefined before they were needed. */
  readonly credentialsFrom: string | undefined;
  /** What else a reader should know: a proxy that is not used, certificates that were added, a clock that is wrong. */
  readonly notes: readonly string[];
}
