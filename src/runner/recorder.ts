import { type Run, type RunEvent, reduce, replay } from '../domain/run.ts';
import type { Clock, Instant } from '../domain/time.ts';
import { type Stop, wordsOfError } from './stops.ts';

type WithoutTime<Event> = Event extends RunEvent ? Omit<Event, 'at'> : never;

/** An event as a directive reports it; the recorder adds the time. */
export type Happening = WithoutTime<RunEvent>;

export interface Recorder {
  /** Throws as soon as the journal does, and for everything after that: nothing is done that is not recorded first. */
  record(happening: Happening): Instant;
  /** Ends the run, in the journal if it still can be written, and in what is shown in any case. */
  stop(stop: Stop): void;
  /** Why the journal cannot be written any more; undefined while it can. */
  failure(): unknown;
  run(): Run;
  readonly events: readonly RunEvent[];
}

/**
 * What AWS has answered is true whether or not it could be written down, and is shown; an intention that could not be
 * written down is dropped, because nothing follows from it. Without its beginning there is no run to show at all.
 */
const trueAnyway: ReadonlySet<RunEvent['type']> = new Set([
  'RunStarted',
  'EffectSucceeded',
  'EffectFailed',
  'EffectThrottled',
  'EffectUnknown',
  'EffectReadBack',
  'EffectNotTaken',
]);

/** Keeps the one order that makes a run recoverable: journal, then state, then screen. */
export function createRecorder({
  journal,
  clock,
  onEvent,
  earlier,
}: {
  readonly journal: { append(event: RunEvent): void };
  readonly clock: Clock;
  readonly onEvent: (event: RunEvent, run: Run) => void;
  /** What happened before, already in the journal. */
  readonly earlier: readonly RunEvent[];
}): Recorder {
  const events: RunEvent[] = [...earlier];
  let run = replay(earlier);
  let failure: { readonly error: unknown } | undefined;

  function append(event: RunEvent): void {
    if (failure) throw failure.error;
    try {
      journal.append(event);
    } catch (error) {
      failure = { error };
      throw error;
    }
  }

  function publish(event: RunEvent): void {
    run = reduce(run, event);
    events.push(event);
    onEvent(event, run);
  }

  return {
    events,
    record(happening) {
      const event: RunEvent = { ...happening, at: clock.now() };
      try {
        append(event);
      } catch (error) {
        if (trueAnyway.has(event.type)) publish(event);
        throw error;
      }
      publish(event);
      return event.at;
    },
    stop(stop) {
      let { says } = stop;
      const wasRecording = failure === undefined;
      const at = clock.now();
      try {
        append({ type: 'RunStopped', ...stop, at });
      } catch (error) {
        if (wasRecording) says = `${says}; and this could not be recorded: ${wordsOfError(error)}`;
      }
      publish({ type: 'RunStopped', ...stop, says, at });
    },
    failure: () => failure?.error,
    run() {
      if (run === undefined) throw new Error('the run was asked for before it began');
      return run;
    },
  };
}
