/** vCPUs by size; every family of AWS doubles them with each step up. */
const vcpusOfSize: Readonly<Record<string, number>> = {
  micro: 2,
  small: 2,
  medium: 2,
  large: 2,
  xlarge: 4,
  '2xlarge': 8,
  '4xlarge': 16,
  '8xlarge': 32,
  '12xlarge': 48,
  '16xlarge': 64,
  '24xlarge': 96,
};

/** `db.t3.medium` -> `['t3', 'medium']` */
const familyAndSize = (type: string): readonly [string, string] => {
  const [, family = '', size = ''] = type.split('.');
  return [family, size];
};

/** vCPUs of a DB instance class or of a cache node type; undefined for one that is not known. */
export const vcpusOf = (type: string): number | undefined => vcpusOfSize[familyAndSize(type)[1]];

/** Burstable classes have their own memory; all others a fixed amount for each vCPU (aws-facts 2.5). */
const burstableMemoryGib: Readonly<Record<string, number>> = {
  micro: 1,
  small: 2,
  medium: 4,
  large: 8,
  xlarge: 16,
  '2xlarge': 32,
};
const gibPerVcpu: Readonly<Record<string, number>> = { m: 4, r: 8 };

/** Memory of a DB instance class, in GiB; undefined for one that is not known. */
function memoryGibOf(instanceClass: string): number | undefined {
  const [family, size] = familyAndSize(instanceClass);
  if (family.startsWith('t')) return burstableMemoryGib[size];
  const perVcpu = gibPerVcpu[family.charAt(0)];
  const vcpus = vcpusOfSize[size];
  return perVcpu === undefined || vcpus === undefined ? undefined : perVcpu * vcpus;
}

/** AWS: `LEAST({DBInstanceClassMemory/9531392},5000)` for PostgreSQL. */
const bytesPerConnection = 9_531_392;
const mostConnections = 5000;
/** DBInstanceClassMemory is what the operating system and RDS leave of the memory: a tenth less, by what is measured. */
const memoryLeft = 0.9;

/** What the default of `max_connections` comes to on that class: an estimate; undefined for a class that is not known. */
export function defaultMaxConnections(instanceClass: string): number | undefined {
  const gib = memoryGibOf(instanceClass);
  return gib === undefined
    ? undefined
    : Math.min(mostConnections, Math.floor((gib * 2 ** 30 * memoryLeft) / bytesPerConnection));
}
