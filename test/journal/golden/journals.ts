import { join } from 'node:path';

/** Journals that version 1 of the format wrote. They are never written anew: later versions must go on reading them. */
export const goldenDir = join(import.meta.dirname, 'v1');

export const goldenIds = {
  done: '20261123T191507-aaaa',
  stopped: '20261123T191507-bbbb',
  'left in doubt': '20261123T191507-cccc',
  resumed: '20261123T191507-dddd',
  drifted: '20261123T191507-eeee',
} as const;

/** What each of them says. */
export const goldenJournals: Readonly<Record<string, object>> = {
  done: { state: 'complete', ended: 'completed', writes: ['accepted', 'accepted'], resumable: false },
  stopped: { state: 'complete', ended: 'interrupted', writes: ['accepted', 'none'], resumable: true },
  'left in doubt': { state: 'complete', ended: undefined, writes: ['uncertain', 'none'], resumable: true },
  resumed: { state: 'complete', ended: 'completed', writes: ['accepted', 'accepted'], resumable: false },
  drifted: { state: 'complete', ended: 'drift', writes: ['none', 'none'], resumable: false },
};
