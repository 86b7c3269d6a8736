import { membersOf } from './canonical-json.ts';
import { policyWords } from './policy-words.ts';
import { safeText } from './safe-text.ts';

/** One member of a configuration, as it is read. */
export interface MemberWords {
  readonly label: string;
  readonly value: string;
}

/** AWS's members in a reader's words, in the order in which they are read; all others follow, in words made of their names. */
const words: Readonly<Record<string, { readonly label: string; readonly unit?: string }>> = {
  TargetValue: { label: 'target' },
  Threshold: { label: 'threshold' },
  ScheduleExpression: { label: 'schedule' },
  Schedule: { label: 'schedule' },
  Timezone: { label: 'time zone' },
  PredefinedMetricType: { label: 'metric' },
  MetricName: { label: 'metric' },
  MinCapacity: { label: 'MinCapacity' },
  MaxCapacity: { label: 'MaxCapacity' },
  ScaleOutCooldown: { label: 'scale-out cooldown', unit: 's' },
  ScaleInCooldown: { label: 'scale-in cooldown', unit: 's' },
  Cooldown: { label: 'cooldown', unit: 's' },
  Period: { label: 'period', unit: 's' },
  EvaluationPeriods: { label: 'evaluation periods' },
  Arn: { label: 'ARN' },
};

const order = Object.keys(words);

/** The members of a configuration text, each as a label and a value; nested ones by the name of the innermost. */
export function configurationWords(text: string): readonly MemberWords[] {
  const { Policy, ...members } = membersOf(text);
  const statements = policyWords(Policy);
  if (statements !== undefined) return [...wordsOfMembers(members), ...statements];
  return wordsOfMembers(membersOf(text));
}

function wordsOfMembers(members: Readonly<Record<string, unknown>>): readonly MemberWords[] {
  const leaves = leavesOf(members, []);
  const names = leaves.map(({ path }) => path.at(-1) ?? '');
  const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return leaves
    .map(({ path, value }) => {
      const name = path.at(-1) ?? '';
      // Where two members have one name, as in the steps of a policy, the whole way to each is told.
      const isOnly = names.filter(other => other === name).length === 1;
      const { unit } = words[name] ?? {};
      return {
        name,
        label: isOnly ? labelOf(name) : safeText(path.join('.')),
        value: unit === undefined ? value : `${value} ${unit}`,
      };
    })
    .toSorted((a, b) => rank(a.name) - rank(b.name))
    .map(({ label, value }) => ({ label, value }));
}

/** The members in which two configurations differ; `none` where one of them has not got it. */
export function configurationDiff(
  from: string | null,
  to: string | null,
): readonly { readonly label: string; readonly from: string; readonly to: string }[] {
  const [before, after] = [from, to].map(text => (text === null ? [] : configurationWords(text)));
  const labels = new Set([...(after ?? []), ...(before ?? [])].map(({ label }) => label));
  const at = (members: readonly MemberWords[] | undefined, label: string): string =>
    members?.find(member => member.label === label)?.value ?? 'none';
  return [...labels]
    .map(label => ({ label, from: at(before, label), to: at(after, label) }))
    .filter(difference => difference.from !== difference.to);
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: string;
}

function leavesOf(members: Readonly<Record<string, unknown>>, path: readonly string[]): readonly Leaf[] {
  return Object.entries(members).flatMap(([name, value]): readonly Leaf[] => {
    const here = [...path, name];
    if (Array.isArray(value)) {
      const together = listWords(value);
      if (together !== undefined) return [{ path: here, value: together }];
      return value.flatMap((item, index) =>
        isObject(item)
          ? leavesOf({ ...item }, [...here, String(index + 1)])
          : [{ path: [...here, String(index + 1)], value: scalarWords(item) }],
      );
    }
    return isObject(value) ? leavesOf({ ...value }, here) : [{ path: here, value: scalarWords(value) }];
  });
}

/** `ClusterName web, ServiceName api` of dimensions; undefined where the items have more to say. */
function listWords(items: readonly unknown[]): string | undefined {
  if (items.length === 0) return 'none';
  const parts = items.map(item => {
    if (!isObject(item)) return scalarWords(item);
    const { Name, Value, ...others } = Object.fromEntries(Object.entries(item));
    const isPair = typeof Name === 'string' && typeof Value === 'string' && Object.keys(others).length === 0;
    return isPair ? safeText(`${Name} ${Value}`) : undefined;
  });
  return parts.includes(undefined) ? undefined : parts.join(', ');
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function scalarWords(value: unknown): string {
  if (value === true) return 'yes';
  return value === false ? 'no' : safeText(String(value));
}

/** `DatapointsToAlarm` -> `datapoints to alarm`; `OKActions` -> `OK actions`. */
const labelOf = (name: string): string =>
  words[name]?.label ??
  safeText(name)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/\b[A-Z](?=[a-z])/g, letter => letter.toLowerCase());
