/** What one cache node type is made of. */
export interface NodeType {
  readonly name: string;
  readonly vcpus: number;
  /** The engine's `maxmemory`. AWS: "Redis OSS node-type specific parameters". */
  readonly maxmemoryBytes: number;
  /** A burstable node earns CPU credits below this part of its vCPUs, and spends them above it. */
  readonly credits: { readonly baselinePercent: number; readonly most: number } | undefined;
}

/** Both t families have the same sizes. */
const burstable = (family: string): readonly NodeType[] =>
  (
    [
      ['micro', 536_870_912, 10, 288],
      ['small', 1_471_026_299, 20, 576],
      ['medium', 3_317_862_236, 20, 576],
    ] as const
  ).map(([size, maxmemoryBytes, baselinePercent, most]) => ({
    name: `cache.${family}.${size}`,
    vcpus: 2,
    maxmemoryBytes,
    credits: { baselinePercent, most },
  }));

const steady = (
  families: readonly string[],
  sizes: readonly (readonly [size: string, vcpus: number, maxmemoryBytes: number])[],
): readonly NodeType[] =>
  families.flatMap(family =>
    sizes.map(([size, vcpus, maxmemoryBytes]) => ({
      name: `cache.${family}.${size}`,
      vcpus,
      maxmemoryBytes,
      credits: undefined,
    })),
  );

const NODE_TYPES: ReadonlyMap<string, NodeType> = new Map(
  [
    ...['t3', 't4g'].flatMap(burstable),
    ...steady(
      ['m5', 'm6g', 'm7g'],
      [
        ['large', 2, 6_854_542_746],
        ['xlarge', 4, 13_891_921_715],
        ['2xlarge', 8, 27_966_669_210],
      ],
    ),
    ...steady(
      ['r5', 'r6g', 'r7g'],
      [
        ['large', 2, 14_037_181_030],
        ['xlarge', 4, 28_261_849_702],
        ['2xlarge', 8, 56_711_183_565],
        ['4xlarge', 16, 113_609_865_216],
      ],
    ),
  ].map(nodeType => [nodeType.name, nodeType]),
);

/** AWS: `reserved-memory-percent` is 25 by default; the engine evicts when the rest is used. */
const RESERVED_PART = 0.25;

/** @throws Error for a type that is not on offer: whoever lets names in has to check them */
export const nodeTypeOf = (name: string): NodeType => {
  const found = NODE_TYPES.get(name);
  if (found === undefined) throw new Error(`Invariant: there is no cache node type ${name}`);
  return found;
};

export const usableBytes = ({ maxmemoryBytes }: NodeType): number => Math.floor(maxmemoryBytes * (1 - RESERVED_PART));

/**
 * What ListAllowedNodeTypeModifications answers: a type with less memory is a scale-down, any other a scale-up. The
 * request itself does not say which of the two it is.
 */
export const allowedModifications = (
  current: NodeType,
): { readonly scaleUp: readonly string[]; readonly scaleDown: readonly string[] } => {
  const others = [...NODE_TYPES.values()].filter(({ name }) => name !== current.name);
  const names = (types: readonly NodeType[]): readonly string[] => types.map(({ name }) => name).sort();
  return {
    scaleUp: names(others.filter(({ maxmemoryBytes }) => maxmemoryBytes >= current.maxmemoryBytes)),
    scaleDown: names(others.filter(({ maxmemoryBytes }) => maxmemoryBytes < current.maxmemoryBytes)),
  };
};
