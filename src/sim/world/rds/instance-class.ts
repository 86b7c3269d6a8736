/** What one DB instance class is made of. AWS: "DB instance classes", hardware specifications. */
export interface InstanceClass {
  readonly name: string;
  readonly vcpus: number;
  readonly memoryGib: number;
  /** A burstable class earns CPU credits below this part of its vCPUs, and spends them above it. */
  readonly baselinePercent: number | undefined;
}

const burstable = (family: string): readonly InstanceClass[] =>
  (
    [
      ['micro', 2, 1, 10],
      ['small', 2, 2, 20],
      ['medium', 2, 4, 20],
      ['large', 2, 8, 30],
      ['xlarge', 4, 16, 40],
      ['2xlarge', 8, 32, 40],
    ] as const
  ).map(([size, vcpus, memoryGib, baselinePercent]) => ({
    name: `db.${family}.${size}`,
    vcpus,
    memoryGib,
    baselinePercent,
  }));

const steady = (family: string, gibPerVcpu: number): readonly InstanceClass[] =>
  (
    [
      ['large', 2],
      ['xlarge', 4],
      ['2xlarge', 8],
      ['4xlarge', 16],
      ['8xlarge', 32],
      ['12xlarge', 48],
      ['16xlarge', 64],
    ] as const
  ).map(([size, vcpus]) => ({
    name: `db.${family}.${size}`,
    vcpus,
    memoryGib: vcpus * gibPerVcpu,
    baselinePercent: undefined,
  }));

/** The classes on offer for PostgreSQL, smallest first within a family. */
export const INSTANCE_CLASSES: ReadonlyMap<string, InstanceClass> = new Map(
  [
    ...['t3', 't4g'].flatMap(burstable),
    ...['m5', 'm6g', 'm7g'].flatMap(family => steady(family, 4)),
    ...['r5', 'r6g', 'r7g'].flatMap(family => steady(family, 8)),
  ].map(instanceClass => [instanceClass.name, instanceClass]),
);

/** @throws Error for a class that is not on offer: whoever lets names in has to check them */
export const instanceClassOf = (name: string): InstanceClass => {
  const known = INSTANCE_CLASSES.get(name);
  if (known === undefined) throw new Error(`Invariant: ${name} is no DB instance class on offer`);
  return known;
};

export const GIB = 2 ** 30;

/** A class accrues at most what it earns in a day; 1 credit is one vCPU at 100 % for one minute. */
export const mostCredits = ({ vcpus, baselinePercent = 0 }: InstanceClass): number =>
  (vcpus * baselinePercent * 60 * 24) / 100;

/** What AWS's formula divides the memory by, and where it ends. */
const BYTES_PER_CONNECTION = 9_531_392;
const MOST_CONNECTIONS = 5000;

/** DBInstanceClassMemory is what is left of the memory after the operating system and RDS's own processes. */
const MEMORY_LEFT_PART = 0.9;

/** What `LEAST({DBInstanceClassMemory/9531392},5000)` comes to on that class. */
export const defaultMaxConnections = ({ memoryGib }: InstanceClass): number =>
  Math.min(MOST_CONNECTIONS, Math.floor((memoryGib * GIB * MEMORY_LEFT_PART) / BYTES_PER_CONNECTION));
