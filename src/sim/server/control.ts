import { offsetMs } from '../faults/offset.ts';
import { offset } from '../faults/parse-fault.ts';
import { flag, GrammarError, number, optional, type Reader, record } from '../faults/reader.ts';
import { type Deed, deedReader } from '../scenarios/deed.ts';
import { isAwsError } from '../wire/failure.ts';
import { textOf, type WireRequest, type WireResponse } from '../wire/message.ts';
import type { RealTimeDriver } from './driver.ts';
import { json, refuse } from './json-answer.ts';

/** What the control endpoint can ask of the simulator. What it shows is plain JSON. */
export interface Controls {
  readonly state: () => object;
  readonly writes: () => object;
  readonly recording: () => object;
  readonly scenarios: () => object;
  /** @throws GrammarError or an AWS error */
  readonly perform: (deed: Deed) => object | undefined;
  readonly advance: (ms: number) => void;
  /** Told of every error that is nobody's fault but the simulator's. */
  readonly onDefect: (error: unknown) => void;
  /** Missing where time moves by hand only. */
  readonly clock?: Pick<RealTimeDriver, 'setSpeed' | 'pause' | 'resume'>;
}

const CONTROL_PATH = '/_sim/control/';

/** So far in one request: the world computes it at once, and nobody is answered meanwhile. */
const FARTHEST_LEAP = '+7d';

const GETS: Readonly<Record<string, (controls: Controls) => object>> = {
  state: controls => controls.state(),
  writes: controls => controls.writes(),
  recording: controls => controls.recording(),
  scenarios: controls => controls.scenarios(),
};

const POSTS: Readonly<Record<string, (controls: Controls, body: unknown) => object>> = {
  time: moveTime,
  faults: (controls, body) => performed(controls, body, ['add', 'remove']),
  scenario: (controls, body) => performed(controls, body, ['run']),
  world: (controls, body) => performed(controls, body, ['call']),
};

/** Answers `/_sim/control/...` to whoever has the token; a page in a browser of this machine has not. */
export const createControl =
  (token: string, controls: Controls) =>
  ({ method, path, headers, body }: WireRequest): WireResponse => {
    if (headers['x-sim-token'] !== token) {
      return refuse(403, 'The header x-sim-token must have the token that the simulator printed when it started.');
    }
    const name = path.startsWith(CONTROL_PATH) ? path.slice(CONTROL_PATH.length) : '';
    const [get, post] = [ownOf(GETS, name), ownOf(POSTS, name)];
    if (get === undefined && post === undefined) {
      return refuse(404, `There is ${[...Object.keys(GETS), ...Object.keys(POSTS)].join(', ')}, and nothing else.`);
    }
    try {
      if (method === 'GET' && get !== undefined) return json(200, get(controls));
      if (method === 'POST' && post !== undefined) return json(200, post(controls, parse(body)));
      return refuse(405, `${name} wants ${get === undefined ? 'POST' : 'GET'}.`);
    } catch (error) {
      if (error instanceof GrammarError) return refuse(400, error.message);
      if (error instanceof Error && isAwsError(error)) return json(409, { error: error.name, message: error.message });
      controls.onDefect(error);
      return refuse(500, 'The simulator has a bug; the state names it among its defects.');
    }
  };

const ownOf = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

const parse = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(textOf(body));
  } catch {
    throw new GrammarError('The body must be JSON.');
  }
};

function performed(controls: Controls, body: unknown, kinds: readonly string[]): object {
  const deed = deedReader(body, '');
  if (!kinds.some(kind => kind in deed)) throw new GrammarError(`It must have ${kinds.join(' or ')}.`);
  return controls.perform(deed) ?? { done: true };
}

const timeReader: Reader<{ advance?: string; speed?: number; paused?: boolean }> = record({
  advance: optional(offset),
  speed: optional(number({ min: 0, max: 1000, above: true })),
  paused: optional(flag),
});

function moveTime({ advance, clock }: Controls, body: unknown): object {
  const wanted = timeReader(body, '');
  const leapMs = wanted.advance === undefined ? 0 : offsetMs(wanted.advance);
  if (leapMs > offsetMs(FARTHEST_LEAP)) throw new GrammarError(`advance can be at most ${FARTHEST_LEAP} at once.`);
  const movesByItself = wanted.speed !== undefined || wanted.paused !== undefined;
  if (movesByItself && clock === undefined) throw new GrammarError('This simulator is moved by advance alone.');
  if (wanted.speed !== undefined) clock?.setSpeed(wanted.speed);
  if (wanted.paused === true) clock?.pause();
  if (wanted.paused === false) clock?.resume();
  if (leapMs > 0) advance(leapMs);
  return { done: true };
}
