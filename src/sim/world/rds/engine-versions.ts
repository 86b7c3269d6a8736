/** The PostgreSQL versions that this account can choose from, oldest first. */
export const ENGINE_VERSIONS = ['15.12', '16.8', '16.9', '17.4', '17.5'] as const;

export const majorOf = (version: string): number => Number(version.split('.')[0]);

/** Whether `version` comes after `current` in the list of versions on offer. */
export const isUpgrade = (current: string, version: string): boolean => {
  const order: readonly string[] = ENGINE_VERSIONS;
  return order.indexOf(version) > order.indexOf(current);
};
