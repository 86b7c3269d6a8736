import type { ScalableTarget } from './snapshot.ts';

/** A policy or a scheduled action: its name, and all of it as canonical text. */
export interface NamedConfiguration {
  readonly name: string;
  readonly configuration: string;
}

/** Everything that Application Auto Scaling holds for a service: what deregistering its target deletes. */
export interface HeldScaling {
  /** Null where none is registered; then there are no policies and no scheduled actions either. */
  readonly target: ScalableTarget | null;
  readonly policies: readonly NamedConfiguration[];
  readonly scheduledActions: readonly NamedConfiguration[];
}
