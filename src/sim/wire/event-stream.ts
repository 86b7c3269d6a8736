import { EventStreamCodec } from '@smithy/core/event-streams';
import { NormalizedSchema } from '@smithy/core/schema';
import { fromUtf8, toUtf8 } from '@smithy/core/serde';
import type { StaticOperationSchema } from '@smithy/types';
import { type Failure, failureOf, INTERNAL_FAILURE } from './failure.ts';
import { bytesOf, type Stream } from './message.ts';

/** How the protocol of the call writes what is in an event. */
export interface EventWriter {
  readonly write: (schema: NormalizedSchema, value: unknown) => Uint8Array;
  readonly writeFailure: (failure: Failure) => Uint8Array;
}

const codec = new EventStreamCodec(toUtf8, fromUtf8);

const OVER = { done: true, value: undefined } as const;

/** The member of the output that streams, where the operation has one. Smithy: "Event stream serialization". */
export function streamingMember(operation: StaticOperationSchema): string | undefined {
  const output = NormalizedSchema.of(operation[5]);
  if (!output.isStructSchema()) return undefined;
  for (const [name, member] of output.structIterator()) if (member.isStreaming()) return name;
  return undefined;
}

/** The stream that a handler returned, event by event, in frames of application/vnd.amazon.eventstream. */
export function framesOf(operation: StaticOperationSchema, output: unknown, writer: EventWriter): Stream<Uint8Array> {
  const member = streamingMember(operation) ?? '';
  const union = NormalizedSchema.of(operation[5]).getMemberSchema(member);
  const events = eventsIn(output, member)[Symbol.asyncIterator]();
  // RPC protocols have no other place for what the answer says besides its stream.
  const opening = frame({ ':message-type': 'event', ':event-type': 'initial-response' }, bytesOf('{}'));
  let state: 'to begin' | 'under way' | 'over' = 'to begin';

  async function nextEvent(): Promise<Uint8Array | undefined> {
    const { done, value } = await events.next();
    const [event] = done === true ? [] : Object.entries(value);
    if (event === undefined) return undefined;
    const [name, content] = event;
    const headers = { ':message-type': 'event', ':event-type': name };
    return frame(headers, writer.write(union.getMemberSchema(name), content));
  }

  async function nextFrame(): Promise<Uint8Array | undefined> {
    if (state === 'over') return undefined;
    if (state === 'to begin') {
      state = 'under way';
      return opening;
    }
    try {
      return await nextEvent();
    } catch (error) {
      // An error is the last frame. For one that is none of its own, AWS answers that it failed.
      state = 'over';
      const failure = failureOf(error, operation[1]) ?? INTERNAL_FAILURE;
      return frame({ ':message-type': 'exception', ':exception-type': failure.name }, writer.writeFailure(failure));
    }
  }

  const frames: Stream<Uint8Array> = {
    async next() {
      const value = await nextFrame();
      return value === undefined ? OVER : { done: false, value };
    },
    async return() {
      state = 'over';
      await events.return?.();
      return OVER;
    },
    [Symbol.asyncIterator]: () => frames,
  };
  return frames;
}

/** The handlers are typed, so a streaming member is an async iterable of objects with one key, the event's name. */
function eventsIn(output: unknown, member: string): AsyncIterable<object> {
  return (output as Record<string, AsyncIterable<object>>)[member] ?? nothing();
}

async function* nothing(): AsyncGenerator<never> {}

function frame(texts: Readonly<Record<string, string>>, body: Uint8Array): Uint8Array {
  const all = { ...texts, ':content-type': 'application/json' };
  const headers = Object.fromEntries(
    Object.entries(all).map(([name, value]) => [name, { type: 'string' as const, value }]),
  );
  return codec.encode({ headers, body });
}
