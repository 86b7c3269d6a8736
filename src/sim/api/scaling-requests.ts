import {
  LimitExceededException,
  ObjectNotFoundException,
  ValidationException,
} from '@aws-sdk/client-application-auto-scaling';
import type { ScalableTarget } from '../world/scalable-target.ts';
import type { Service } from '../world/services.ts';
import type { World } from '../world/world.ts';

export const NAMESPACE = 'ecs';
export const DIMENSION = 'ecs:service:DesiredCount';

export const invalid = (message: string): ValidationException => new ValidationException({ message, $metadata: {} });

export const objectNotFound = (message: string): ObjectNotFoundException =>
  new ObjectNotFoundException({ message, $metadata: {} });

export const limitExceeded = (message: string): LimitExceededException =>
  new LimitExceededException({ message, $metadata: {} });

/** What names a scalable target in every request. */
interface TargetName {
  readonly ServiceNamespace?: string | undefined;
  readonly ResourceId?: string | undefined;
  readonly ScalableDimension?: string | undefined;
}

/** @throws ValidationException when the names are of nothing that this account scales */
export const scaledService = (world: World, name: TargetName): { service: Service; resourceId: string } => {
  const { ServiceNamespace, ResourceId = '', ScalableDimension } = name;
  if (ServiceNamespace !== NAMESPACE || ScalableDimension !== DIMENSION) {
    throw invalid('Unsupported service namespace, resource type or scalable dimension');
  }
  const service = world.autoScaling.serviceOf(ResourceId);
  if (service === undefined) throw invalid(`ECS service doesn't exist: ${ResourceId}`);
  return { service, resourceId: ResourceId };
};

/** @throws ObjectNotFoundException when nothing is registered under the names */
export const registeredTarget = (world: World, name: TargetName): ScalableTarget => {
  const target = world.autoScaling.targets.get(name.ResourceId ?? '');
  if (name.ServiceNamespace !== NAMESPACE || name.ScalableDimension !== DIMENSION || target === undefined) {
    throw objectNotFound(`No scalable target registered for ${describeName(name)}`);
  }
  return target;
};

export const describeName = ({ ServiceNamespace, ResourceId, ScalableDimension }: TargetName): string =>
  `service namespace: ${ServiceNamespace}, resource ID: ${ResourceId}, scalable dimension: ${ScalableDimension}`;

/** Whether a call for this namespace and dimension can find anything. */
export const isAboutEcs = ({ ServiceNamespace, ScalableDimension }: TargetName): boolean =>
  ServiceNamespace === NAMESPACE && (ScalableDimension === undefined || ScalableDimension === DIMENSION);

/**
 * Which resources a Describe call is about: one, or all.
 * @throws ValidationException for a dimension without its resource
 */
export const resourcesIn = (name: TargetName): ((resourceId: string) => boolean) => {
  const { ScalableDimension, ResourceId } = name;
  if (ScalableDimension !== undefined && ResourceId === undefined) {
    throw invalid('Resource id must be specified with a scalable dimension.');
  }
  return resourceId => isAboutEcs(name) && (ResourceId === undefined || resourceId === ResourceId);
};

/**
 * The policies, or scheduled actions, that a Describe call is about: those of one target or of all, of some names or of any.
 * @throws ValidationException as `resourcesIn`
 */
export const ownedIn = <Owned extends { readonly name: string }>(
  world: World,
  request: TargetName & { readonly names: readonly string[] | undefined },
  ownedBy: (target: ScalableTarget) => ReadonlyMap<string, Owned>,
): readonly { readonly target: ScalableTarget; readonly owned: Owned }[] => {
  const { names = [] } = request;
  const isAsked = resourcesIn(request);
  return [...world.autoScaling.targets.values()]
    .filter(({ resourceId }) => isAsked(resourceId))
    .flatMap(target => [...ownedBy(target).values()].map(owned => ({ target, owned })))
    .filter(({ owned }) => names.length === 0 || names.includes(owned.name));
};

/** @throws ValidationException */
export const maxResults = (asked: number | undefined, most: number): number => {
  if (asked === undefined) return most;
  const fault = asked < 1 ? 'greater than or equal to 1' : `less than or equal to ${most}`;
  if (asked >= 1 && asked <= most && Number.isInteger(asked)) return asked;
  throw invalid(
    `1 validation error detected: Value '${asked}' at 'maxResults' failed to satisfy constraint: Member must have value ${fault}`,
  );
};
