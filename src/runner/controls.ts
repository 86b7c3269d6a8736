/** What a person may ask of a run that is under way, as the run sees it. */
export interface RunSignals {
  /** Aborted when the run shall stop: after a write that is in flight, and before the next one. */
  readonly stop: AbortSignal;
  /** A signal for the hold that begins now. */
  startHold(): AbortSignal;
}

export interface RunControls {
  readonly signals: RunSignals;
  stop(): void;
  /** Ends the present hold; without one it does nothing, so that an early key cannot skip a later watch. */
  endHold(): void;
}

export function createRunControls(): RunControls {
  const stopping = new AbortController();
  let hold: AbortController | undefined;
  return {
    signals: {
      stop: stopping.signal,
      startHold() {
        hold = new AbortController();
        return hold.signal;
      },
    },
    stop: () => stopping.abort(),
    endHold: () => hold?.abort(),
  };
}
