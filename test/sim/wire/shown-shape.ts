/** As much of a shape as a client knows of it: its own copy of AWS's model may be older or newer than the SDK's. */
export interface Shown {
  /** The members of a structure. */
  readonly members?: Readonly<Record<string, Shown>> | undefined;
  /** What a list or a map holds. */
  readonly item?: Shown | undefined;
  /** A number without a fraction: clients in typed languages refuse to read another. */
  readonly isWhole?: boolean | undefined;
  /** The texts that the model lists. */
  readonly enum?: readonly string[] | undefined;
}

/** What a client knows of a member: nothing is said when nothing is known of the structure, which then stays whole. */
export function shownMember(structure: Shown | undefined, name: string): Shown | undefined | 'unknown' {
  const members = structure?.members;
  return members === undefined ? undefined : (members[name] ?? 'unknown');
}
