import type { Story } from '../story.ts';

/** Says whether it is so; `because` is asked for when it is not. */
export type Judge = (isSo: boolean, because: () => string) => void;

/** Something that is so at every moment of every story. */
export interface Law {
  readonly name: string;
  /** Begins to watch a story; what it returns judges every look but the first. */
  readonly watch: () => (story: Story, judge: Judge) => void;
}
