import type { Confirmation } from '../domain/confirmation.ts';
import type { Connection } from '../domain/connection.ts';
import type { Fault } from '../domain/fault.ts';
import type { OpenObligation } from '../domain/obligation.ts';
import type { Outage } from '../domain/outage.ts';
import type { RequestUse } from '../domain/request-use.ts';
import type { Run } from '../domain/run.ts';
import type { ServicePart, Snapshot } from '../domain/snapshot.ts';
import type { Instant } from '../domain/time.ts';

/** Everything that the screens draw. It changes only through the store, once per poll and once per run event. */
export interface AppState {
  /** Undefined until the first answer from AWS says who we are. */
  readonly snapshot: Snapshot | undefined;
  readonly link: Link;
  /** The services of AWS that polling leaves alone because they fail, and since when. */
  readonly outages: readonly Outage[];
  /** Undefined while nothing is throttled. */
  readonly slowed: SlowedPolling | undefined;
  readonly connection: Connection;
  /** Undefined until something was read. */
  readonly requests: RequestUse | undefined;
  readonly writes: Writes;
  /** The reader stopped the refresh; ages go on growing. */
  readonly paused: boolean;
  /** The last time that the program stood still, and for how long: what was on the screen then is old. */
  readonly lost: { readonly ms: number; readonly at: Instant } | undefined;
  /** The run of this session, until it is dismissed. */
  readonly run: ActiveRun | undefined;
  /** A run of this AWS that an earlier session left behind, until somebody goes on with it. */
  readonly unfinished: UnfinishedRun | undefined;
  /** What runs have left behind in this AWS to be taken back, the one that is due first first. */
  readonly obligations: readonly OpenObligation[];
}

export interface UnfinishedRun {
  readonly runId: string;
  /** How far it came: "at step 4 of 5: outcome unknown". */
  readonly says: string;
}

/** Whether AWS answers at all; a single failing part shows in its own panel instead. */
export type Link =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  | { readonly state: 'failing'; readonly fault: Fault; readonly since: Instant };

/** AWS throttles, and this is the part that is read the least often for it. */
export interface SlowedPolling {
  readonly part: ServicePart;
  readonly everyMs: number;
}

export type Writes =
  | { readonly state: 'armed'; readonly until: Instant | null }
  /** `canArm: false` where writing is forbidden for the whole session. */
  | { readonly state: 'read-only'; readonly because: string; readonly canArm: boolean };

export interface ActiveRun {
  readonly run: Run;
  /** The question that the run waits on, if it waits on one. */
  readonly question: Question | undefined;
}

export interface Question {
  readonly stepId: string;
  readonly ask: Confirmation;
  readonly askedAt: Instant;
}

export const initialState = (writes: Writes): AppState => ({
  snapshot: undefined,
  link: { state: 'connecting' },
  outages: [],
  slowed: undefined,
  connection: { credentialsFrom: undefined, notes: [] },
  requests: undefined,
  writes,
  paused: false,
  lost: undefined,
  run: undefined,
  unfinished: undefined,
  obligations: [],
});
