import type { TaskSize } from './snapshot.ts';

interface Offer {
  readonly cpuUnits: number;
  /** GB from the least to the most, by steps. */
  readonly memoryGb: { readonly from: number; readonly to: number; readonly by: number };
}

/** AWS: what a task on Fargate can reserve (ECS, "Task CPU and memory"), the smallest first. */
const offers: readonly Offer[] = [
  // 512 MiB, and then 1 and 2 GB.
  { cpuUnits: 256, memoryGb: { from: 0.5, to: 2, by: 0.5 } },
  { cpuUnits: 512, memoryGb: { from: 1, to: 4, by: 1 } },
  { cpuUnits: 1024, memoryGb: { from: 2, to: 8, by: 1 } },
  { cpuUnits: 2048, memoryGb: { from: 4, to: 16, by: 1 } },
  { cpuUnits: 4096, memoryGb: { from: 8, to: 30, by: 1 } },
  { cpuUnits: 8192, memoryGb: { from: 16, to: 60, by: 4 } },
  { cpuUnits: 16_384, memoryGb: { from: 32, to: 120, by: 8 } },
];

/** The one step that AWS leaves out. */
const isOffered = (cpuUnits: number, gb: number): boolean => !(cpuUnits === 256 && gb === 1.5);

/** The smallest size that holds so much; undefined where Fargate has none. */
export function smallestSize(need: TaskSize): TaskSize | undefined {
  for (const { cpuUnits, memoryGb } of offers) {
    if (cpuUnits < need.cpuUnits) continue;
    for (let gb = memoryGb.from; gb <= memoryGb.to; gb += memoryGb.by) {
      if (gb * 1024 >= need.memoryMiB && isOffered(cpuUnits, gb)) return { cpuUnits, memoryMiB: gb * 1024 };
    }
  }
  return undefined;
}
