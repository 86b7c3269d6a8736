import { ObjectNotFoundException, ValidationException } from '@aws-sdk/client-application-auto-scaling';
import type { ScalableTarget } from '../world/scalable-target.ts';
import type { Service } from '../world/services.ts';
import type { World } from '../world/world.ts';

export const NAMESPACE = 'ecs';
export const DIMENSION = 'ecs:service:DesiredCount';

export const invalid = (message: string): ValidationException => new ValidationException({ message, $metadata: {} });

export const objectNotFound = (message: string): ObjectNotFoundException =>
  new ObjectNotFoundException({ message, $metadata: {} });

/** What names a scalable target in every request. */
interface TargetName {
  readonly ServiceNamespace: string | undefined;
  readonly ResourceId: string | undefined;
  readonly ScalableDimension: string | undefined;
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

/** Whether a Describe call for this namespace and dimension can have anything to show. */
export const isAboutEcs = (filter: {
  readonly ServiceNamespace: string | undefined;
  readonly ScalableDimension: string | undefined;
}): boolean =>
  filter.ServiceNamespace === NAMESPACE &&
  (filter.ScalableDimension === undefined || filter.ScalableDimension === DIMENSION);

/** @throws ValidationException */
export const maxResults = (asked: number | undefined, most: number): number => {
  if (asked === undefined) return most;
  const fault = asked < 1 ? 'greater than or equal to 1' : `less than or equal to ${most}`;
  if (asked >= 1 && asked <= most && Number.isInteger(asked)) return asked;
  throw invalid(
    `1 validation error detected: Value '${asked}' at 'maxResults' failed to satisfy constraint: Member must have value ${fault}`,
  );
};
