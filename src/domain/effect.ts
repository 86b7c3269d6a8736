import { type FactAttribute, factSources } from './fact.ts';
import type { Effect } from './operations.ts';
import type { ApplyStep } from './plan.ts';
import { oddityOf } from './resource-name.ts';
import { type ServiceKey, scalableResourceId, serviceKey } from './snapshot.ts';

/** What a request does by its own words: to which service, which facts it sets, and what else it carries. */
interface Request {
  readonly service: ServiceKey | undefined;
  readonly sets: readonly { readonly attribute: FactAttribute; readonly value: unknown }[];
  /** The members that no fact stands for; an effect of ours has none. */
  readonly besides: readonly string[];
}

/**
 * Why this write is not the change that it shows, or undefined when it is. A plan may come from a file, and a file can be
 * edited: what is compared and confirmed are the changes, what is sent is the effect, and they must be one thing.
 *
 * Every fact that the request sets must be one that the step moves there or holds there, of the same service; it may carry
 * nothing else, and must move something.
 */
export function effectAtOdds({
  changes,
  unchanged,
  effect,
}: Pick<ApplyStep, 'changes' | 'unchanged' | 'effect'>): string | undefined {
  const { service, sets, besides } = requestOf(effect);
  const odd = service && oddityOf(service);
  if (odd !== undefined) return `${effect.operation} is for a name that may imitate another: ${odd}`;
  if (besides.length > 0) return `${effect.operation} would also carry ${besides.join(', ')}`;
  if (changes.length === 0 || sets.length === 0) return `${effect.operation} is shown to move nothing`;
  const shown = [...changes.map(({ fact, to }) => ({ fact, value: to })), ...unchanged];
  const elsewhere = shown.find(({ fact }) => fact.service !== service);
  if (elsewhere) return `${effect.operation} is for ${service ?? 'no service'}, and not for ${elsewhere.fact.service}`;
  for (const { attribute, value } of sets) {
    if (shown.some(({ fact, value: expected }) => fact.attribute === attribute && expected === value)) continue;
    return `${effect.operation} sets ${factSources[attribute].label} ${String(value)}, which is not what is shown`;
  }
  return undefined;
}

function requestOf(effect: Effect): Request {
  switch (effect.operation) {
    case 'ecs:UpdateService': {
      const { cluster, service, desiredCount, ...others } = effect.input;
      return {
        service: cluster === undefined || service === undefined ? undefined : serviceKey(cluster, service),
        sets: given({ desiredCount }),
        besides: Object.keys(others),
      };
    }
    case 'application-autoscaling:RegisterScalableTarget': {
      const { ServiceNamespace, ResourceId, ScalableDimension, MinCapacity, MaxCapacity, ...others } = effect.input;
      const isOfEcs = ServiceNamespace === 'ecs' && ScalableDimension === 'ecs:service:DesiredCount';
      return {
        service: isOfEcs ? serviceOf(ResourceId) : undefined,
        sets: given({ minCapacity: MinCapacity, maxCapacity: MaxCapacity }),
        besides: Object.keys(others),
      };
    }
  }
}

const given = (values: Partial<Record<FactAttribute, unknown>>): Request['sets'] => {
  const attributes: readonly FactAttribute[] = ['desiredCount', 'minCapacity', 'maxCapacity'];
  return attributes.flatMap(attribute =>
    values[attribute] === undefined ? [] : [{ attribute, value: values[attribute] }],
  );
};

/** `service/web-production/web-api` -> `web-production/web-api` */
function serviceOf(resourceId: string | undefined): ServiceKey | undefined {
  const [, cluster, service, ...more] = resourceId?.split('/') ?? [];
  if (cluster === undefined || service === undefined || more.length > 0) return undefined;
  const key = serviceKey(cluster, service);
  return scalableResourceId(key) === resourceId ? key : undefined;
}
