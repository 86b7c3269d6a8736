import type { DenyingPolicy } from '../world/permissions.ts';
import type { Offset } from './offset.ts';

/**
 * Something that goes wrong, as plain data: it survives JSON, so that a scenario, a test and the control endpoint speak
 * of faults in the same words.
 */
export interface Fault {
  /** Names the fault, for taking it away again; one is given out where none is chosen. */
  readonly id?: string;
  /** Which calls, or which resources of the world, it strikes; all of them unless it says otherwise. */
  readonly match?: FaultMatch;
  /** At which of those occasions; at every one unless it says otherwise. */
  readonly when?: FaultOccasions;
  readonly effect: Effect;
}

/** Every pattern may have `*` for any text. */
export interface FaultMatch {
  /** As IAM policies name it: `ecs`, `application-autoscaling`. */
  readonly service?: string;
  /** `UpdateService`, `Describe*`, or with the service as in a policy's actions: `ecs:Update*`. */
  readonly operation?: string | readonly string[];
  /**
   * A resource that the call mentions, by name, id, resource id or ARN: `waooaw-backend`, `service/waooaw-production/*`.
   * For effects on the world it is the service that is struck.
   */
  readonly resource?: string;
}

/** Times are simulated, and count from the moment at which the fault was added. */
export interface FaultOccasions {
  /** Above 0, up to 1; drawn for each matching call from a stream of chance that is no part of the world. */
  readonly probability?: number;
  /** The fault is used up after it has struck so often. */
  readonly times?: number;
  readonly from?: Offset;
  readonly until?: Offset;
}

export type Effect = TransportEffect | ApiEffect | WorldEffect;

/**
 * What goes wrong on the way. `applied` says whether the call reaches AWS: the client cannot tell, so it must read back
 * what became of a write. Its delays are real milliseconds, because a client's time-outs are.
 */
export type TransportEffect =
  | { readonly kind: 'delay'; readonly ms: number; readonly jitterMs?: number }
  | { readonly kind: 'hang'; readonly applied: boolean }
  | { readonly kind: 'reset'; readonly applied: boolean }
  /** The connection breaks in the middle of the answer. */
  | { readonly kind: 'truncated-body' }
  /** The answer comes byte by byte. */
  | { readonly kind: 'trickle'; readonly msPerByte: number }
  /** 502 with a proxy's HTML page. */
  | { readonly kind: 'bad-gateway'; readonly applied: boolean }
  /** 200 with the HTML of a login page, as hotels and company proxies send it; AWS never sees the call. */
  | { readonly kind: 'captive-portal' }
  /** 200 without a body. */
  | { readonly kind: 'empty-answer'; readonly applied: boolean }
  /** The answer of another, earlier call of the same service. */
  | { readonly kind: 'swapped-answer' };

/** What AWS itself answers instead. */
export type ApiEffect =
  | { readonly kind: 'throttle' }
  /** A token bucket over all matching calls, refilled by simulated time: whoever finds it empty is throttled. */
  | { readonly kind: 'rate-limit'; readonly perSecond: number; readonly burst: number }
  | { readonly kind: 'access-denied'; readonly by?: DenyingPolicy }
  | { readonly kind: 'expired-token' }
  /** `applied`: the error comes although the change has been made. */
  | { readonly kind: 'server-error'; readonly status: 500 | 503; readonly applied: boolean }
  /** Reads tell what was true so long ago; AWS's reads are eventually consistent. */
  | { readonly kind: 'stale-read'; readonly bySeconds: number }
  /** Lists come in the smallest pages that the operation allows. */
  | { readonly kind: 'small-pages' }
  /** GetCallerIdentity answers another account: somebody changed the credentials. */
  | { readonly kind: 'other-account'; readonly accountId: string };

/** What goes wrong in the world. It happens by the world's clock and chance, so it is part of the world's history. */
export type WorldEffect =
  | { readonly kind: 'capacity-unavailable' }
  | { readonly kind: 'tasks-exit'; readonly exitCode: number; readonly afterSeconds: number }
  | { readonly kind: 'tasks-run-out-of-memory'; readonly afterSeconds: number }
  | { readonly kind: 'tasks-fail-health-checks' }
  | { readonly kind: 'tasks-cannot-pull-image' }
  /** New tasks take so many times as long to start. */
  | { readonly kind: 'slow-start'; readonly factor: number }
  /** A zone's tasks are lost, and no task can be placed there. */
  | { readonly kind: 'zone-loss'; readonly availabilityZone: string }
  /** Metrics are not recorded: those of one namespace, or all. */
  | { readonly kind: 'metric-gap'; readonly namespace?: string }
  | {
      readonly kind: 'surge';
      readonly extraPerMinute: number;
      readonly rampMinutes: number;
      readonly holdMinutes: number;
    }
  | SecondOperator;

/** Somebody else with the same rights, who changes what they like at random moments. */
export interface SecondOperator {
  readonly kind: 'second-operator';
  /** The shortest and the longest pause between two changes, in simulated minutes. */
  readonly everyMinutes: readonly [number, number];
  /** What they change, and between which values. */
  readonly desiredCount?: readonly [number, number];
  readonly minCapacity?: readonly [number, number];
  readonly maxCapacity?: readonly [number, number];
  /** Who they are; another role of the same account unless given. */
  readonly principal?: string;
}
