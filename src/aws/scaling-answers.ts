import { echoes } from './echo.ts';

interface Scaling {
  readonly ResourceId?: string | undefined;
  readonly ServiceNamespace?: string | undefined;
  readonly ScalableDimension?: string | undefined;
}

/** Whether everything that Application Auto Scaling lists belongs to what was asked for. */
export function aboutScaling(
  answered: readonly Scaling[],
  asked: Scaling,
  resourceIds: readonly string[] | undefined,
): string | undefined {
  // Whole ids: `service/a/b` and `service/c/b` end in the same name.
  const stranger = answered.find(({ ResourceId = '' }) => resourceIds?.includes(ResourceId) === false);
  if (stranger !== undefined) return `it speaks of ${stranger.ResourceId}, not of ${resourceIds?.join(', ')}`;
  for (const { ServiceNamespace, ScalableDimension } of answered) {
    const wrong =
      echoes('namespace', ServiceNamespace, asked.ServiceNamespace) ??
      echoes('dimension', ScalableDimension, asked.ScalableDimension);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}
