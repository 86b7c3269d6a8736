/**
 * Whether an answer speaks of what was asked. HTTP pairs answers with requests by the connection alone, and what stands
 * between may mix them up: another resource's numbers are worse than none.
 *
 * Each returns what is wrong, or undefined when nothing is.
 */

/** Whether AWS's ARN or name is the one that was asked for; a request may name things either way. */
export const isNamed = (answered: string | undefined, asked: string | undefined): boolean =>
  answered !== undefined && asked !== undefined && (answered === asked || lastOf(answered) === asked);

/** Everything that is answered was asked for. */
export const onlyAsked = (
  answered: readonly (string | undefined)[],
  asked: readonly (string | undefined)[] | undefined,
): string | undefined => {
  if (asked === undefined) return undefined;
  const stranger = answered.find(name => !asked.some(wanted => isNamed(name, wanted)));
  return stranger === undefined ? undefined : `it speaks of ${stranger}, not of ${asked.join(', ')}`;
};

/** Where AWS says it at all, it says what was asked. */
export const echoes = (what: string, answered: string | undefined, asked: string | undefined): string | undefined =>
  answered === undefined || asked === undefined || isNamed(answered, asked)
    ? undefined
    : `it speaks of ${what} ${answered}, not of ${asked}`;

/** The ARNs of services and tasks hold their cluster, except for those from before 2019. */
export const inCluster = (arns: readonly (string | undefined)[], cluster = 'default'): string | undefined => {
  const stranger = arns.find(arn => {
    const [, of, name] = arn?.split('/') ?? [];
    return name !== undefined && of !== lastOf(cluster);
  });
  return stranger === undefined ? undefined : `it speaks of ${stranger}, which is not in cluster ${lastOf(cluster)}`;
};

const lastOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1);
