import { type Emulator, onlyIn } from '../emulators.ts';

export interface EmulatorDifference {
  /** The calls that show it, by name. */
  readonly calls: readonly string[];
  /** As `differencesIn` says it, in each of the calls. */
  readonly differences: readonly string[];
  /** Whose answer is AWS's: by the API reference, or by the examples of the AWS CLI, which are answers that AWS once gave. */
  readonly right: Emulator | 'both' | 'unknown';
  readonly why: string;
}

/** Members that only one of them has, inside one structure. */
export const only = (emulator: Emulator, inside: string, ...members: readonly string[]): readonly string[] =>
  members.map(member => onlyIn(emulator, inside + member));

/** The same of a structure that several calls have, each at a place of its own. */
export const each = (
  places: Readonly<Record<string, string>>,
  differences: (inside: string) => readonly string[],
  verdict: Pick<EmulatorDifference, 'right' | 'why'>,
): readonly EmulatorDifference[] =>
  Object.entries(places).map(([call, inside]) => ({ calls: [call], differences: differences(inside), ...verdict }));
