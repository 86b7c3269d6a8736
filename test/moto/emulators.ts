import type { Shown } from '../sim/wire/shown-shape.ts';
import type { EmulatorCall } from './calls/asking.ts';
import type { AwsClients } from './clients.ts';
import { placesOfOtherKinds, placesWithout, shapeOf, textsOf } from './message-shape.ts';

/** How an emulator took a call: an answer, or the code of an error. */
export type Taken = { readonly answer: object; readonly error?: undefined } | { readonly error: string };

export async function take(call: EmulatorCall, aws: AwsClients): Promise<Taken> {
  try {
    const { $metadata: _, ...answer } = { $metadata: undefined, ...(await call.send(aws)) };
    return { answer };
  } catch (error) {
    const { name, $metadata } = error as { readonly name: string; readonly $metadata?: { httpStatusCode?: number } };
    // An operation that moto lacks is a page of HTML with status 500, which the SDK cannot read as anything.
    return { error: $metadata?.httpStatusCode === 500 ? 'not implemented' : name };
  }
}

/** What the two emulators do differently in one call, a line each; values do not count. */
export function differencesIn(moto: Taken, simulator: Taken): readonly string[] {
  const [theirs, ours] = [moto.error ?? 'success', simulator.error ?? 'success'];
  if (theirs !== ours) return [answers(theirs, ours)];
  if (moto.error !== undefined || simulator.error !== undefined) return [];
  const shapes = { moto: shapeOf(moto.answer), simulator: shapeOf(simulator.answer) };
  return [
    ...placesWithout(shapes.simulator, shapes.moto).map(place => onlyIn('moto', place)),
    ...placesWithout(shapes.moto, shapes.simulator).map(place => onlyIn('simulator', place)),
    ...placesOfOtherKinds(shapes.moto, shapes.simulator).map(place => `another kind of value: ${place}`),
  ];
}

export type Emulator = 'moto' | 'simulator';
export const answers = (moto: string, simulator: string): string => `moto: ${moto}; simulator: ${simulator}`;
export const onlyIn = (emulator: Emulator, place: string): string => `only in ${emulator}: ${place}`;

/** Texts of an answer that AWS's model does not list where it lists all that there are. */
export function unlistedTexts(answer: object, shown: Shown): readonly string[] {
  return textsOf(answer).flatMap(([path, text]) => {
    const { enum: listed } = path.split(/\.|(?=\[\])/).reduce<Shown>(inside, shown);
    return listed === undefined || listed.includes(text) ? [] : [`${path}: ${text}`];
  });
}

const inside = (shape: Shown, step: string): Shown =>
  (step === '[]' ? shape.item : (shape.members?.[step] ?? shape.item)) ?? {};
