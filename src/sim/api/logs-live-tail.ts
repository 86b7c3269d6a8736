import {
  type LiveTailSessionUpdate,
  SessionTimeoutException,
  StartLiveTailCommand,
  type StartLiveTailCommandInput,
  type StartLiveTailResponseStream,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Stream } from '../wire/message.ts';
import { on, type SimOperation } from '../wire/operation.ts';
import { logGroupArn } from '../world/account.ts';
import { HOUR, SECOND, type SimTime } from '../world/clock.ts';
import type { LogGroup } from '../world/log-group.ts';
import type { World } from '../world/world.ts';
import { filterPattern } from './logs-filter-pattern.ts';
import { invalidParameter, logGroupOf } from './logs-groups.ts';

const MOST_GROUPS = 10;
/** AWS: a session gets an update every second, with at most 500 events; what is more than that is sampled. */
const UPDATED_EVERY_MS = SECOND;
const MOST_EVENTS = 500;
const SESSION_LASTS_MS = 3 * HOUR;
/** Longer than an event takes to arrive. */
const LATEST_ARRIVAL_MS = 10 * SECOND;

export const startLiveTailOperation = (world: World): SimOperation =>
  on(StartLiveTailCommand, (input, { requestId }) => {
    const { logGroupIdentifiers = [] } = input;
    if (logGroupIdentifiers.length < 1 || logGroupIdentifiers.length > MOST_GROUPS) {
      throw invalidParameter(`Between 1 and ${MOST_GROUPS} log group identifiers must be specified.`);
    }
    if (!logGroupIdentifiers.every(identifier => identifier.startsWith('arn:'))) {
      throw invalidParameter('logGroupIdentifiers must be log group ARNs.');
    }
    const groups = logGroupIdentifiers.map(identifier => logGroupOf(world, identifier));
    return { responseStream: new LiveTail(world, { input, groups, requestId }) };
  });

interface Session {
  readonly input: StartLiveTailCommandInput;
  readonly groups: readonly LogGroup[];
  readonly requestId: string;
}

/** What arrives in log groups, as it arrives. It follows the world's clock by watching it, and only reads. */
class LiveTail implements Stream<StartLiveTailResponseStream> {
  readonly #world: World;
  readonly #session: Session;
  readonly #isAskedFor: (message: string) => boolean;
  readonly #startedAt: SimTime;
  #hasBegun = false;
  #isOver = false;
  /** What arrived up to and including this time has been told. */
  #toldUntil: SimTime;
  /** Ends the wait of whoever waits for the next update. */
  #wake: (() => void) | undefined;

  constructor(world: World, session: Session) {
    this.#world = world;
    this.#session = session;
    this.#isAskedFor = filterPattern(session.input.logEventFilterPattern);
    this.#startedAt = world.clock.now;
    this.#toldUntil = world.clock.now;
  }

  async next(): Promise<IteratorResult<StartLiveTailResponseStream, undefined>> {
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      return { done: false, value: { sessionStart: this.#sessionStart() } };
    }
    await this.#untilTime(this.#toldUntil + UPDATED_EVERY_MS);
    if (this.#isOver) return { done: true, value: undefined };
    if (this.#world.clock.now - this.#startedAt >= SESSION_LASTS_MS) {
      this.#isOver = true;
      throw new SessionTimeoutException({ message: 'Your session timed out after 3 hours.', $metadata: {} });
    }
    return { done: false, value: { sessionUpdate: this.#sessionUpdate() } };
  }

  async return(): Promise<IteratorResult<StartLiveTailResponseStream, undefined>> {
    this.#isOver = true;
    this.#wake?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #untilTime(time: SimTime): Promise<void> {
    const { clock } = this.#world;
    if (this.#isOver || clock.now >= time) return Promise.resolve();
    return new Promise(resolve => {
      const wake = (): void => {
        stopWatching();
        this.#wake = undefined;
        resolve();
      };
      const stopWatching = clock.watch(() => {
        if (clock.now >= time) wake();
      });
      this.#wake = wake;
    });
  }

  #sessionStart() {
    const { input, requestId } = this.#session;
    return {
      requestId,
      // A session is no part of the world, and its id is nothing that anybody could ask for again.
      sessionId: requestId,
      logGroupIdentifiers: input.logGroupIdentifiers,
      logStreamNames: input.logStreamNames,
      logStreamNamePrefixes: input.logStreamNamePrefixes,
      logEventFilterPattern: input.logEventFilterPattern,
    };
  }

  #sessionUpdate(): LiveTailSessionUpdate {
    const from = this.#toldUntil;
    const { account, clock } = this.#world;
    this.#toldUntil = clock.now;
    const arrived = this.#session.groups.flatMap(group =>
      group
        .read({ from: from - LATEST_ARRIVAL_MS, to: clock.now + 1, now: clock.now })
        .filter(({ ingestedAt, stream, message }) => {
          return ingestedAt > from && this.#isOfStream(stream) && this.#isAskedFor(message);
        })
        .map(event => ({
          logGroupIdentifier: logGroupArn(account, group.name),
          logStreamName: event.stream,
          message: event.message,
          timestamp: event.at,
          ingestionTime: event.ingestedAt,
        })),
    );
    return {
      sessionMetadata: { sampled: arrived.length > MOST_EVENTS },
      sessionResults: arrived.slice(-MOST_EVENTS),
    };
  }

  #isOfStream(stream: string): boolean {
    const { logStreamNames, logStreamNamePrefixes } = this.#session.input;
    if (logStreamNames !== undefined) return logStreamNames.includes(stream);
    return logStreamNamePrefixes?.some(prefix => stream.startsWith(prefix)) ?? true;
  }
}
