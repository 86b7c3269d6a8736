import type { ServiceKey } from '../domain/snapshot.ts';

/** Where the reader is. One union: two dialogs can never be open at once. */
export type Screen =
  | { readonly name: 'dashboard' }
  /** The procedures that can be started for a service. */
  | { readonly name: 'procedures'; readonly service: ServiceKey | undefined }
  /** The runs that the journal holds, of earlier sessions too. */
  | { readonly name: 'history' }
  /** What is there and what traffic takes; `service` is the one that is estimated first. */
  | { readonly name: 'capacity'; readonly service: ServiceKey | undefined }
  | { readonly name: 'rightsizing' }
  | { readonly name: 'recorded-run'; readonly runId: string }
  /** Goes on with a recorded run. */
  | { readonly name: 'resume'; readonly runId: string }
  /** The run of this session; `notice` says why it is shown instead of what was asked for. */
  | { readonly name: 'run'; readonly notice?: string }
  | { readonly name: 'wizard'; readonly procedure: string; readonly service: ServiceKey | undefined }
  /** The plan that takes a run back, then the same as the wizard. */
  | { readonly name: 'undo'; readonly runId: string };

/** What the app shell gives every screen. The screen draws exactly `width` x `height` cells, between banner and key hints. */
export interface ScreenProps {
  readonly width: number;
  readonly height: number;
  /** Opens a screen on top of this one. */
  readonly go: (screen: Screen) => void;
  /** Goes back to the screen below; on the dashboard it leaves the program. */
  readonly back: () => void;
}
