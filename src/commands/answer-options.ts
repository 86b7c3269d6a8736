/** How the questions of a run are answered without a screen. */
export interface AnswerOptions {
  readonly yes?: boolean;
  readonly confirm: readonly string[];
  /** False after --no-hold. */
  readonly hold: boolean;
}
