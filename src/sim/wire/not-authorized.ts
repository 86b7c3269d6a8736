/** AWS's sentence about a missing permission. AWS: IAM User Guide, "Troubleshoot access denied error messages". */
export const notAuthorized = (refused: {
  readonly principal: string;
  /** `ecs:UpdateService` */
  readonly action: string;
  /** The ARN of what it is about, or `*`; left out where the service does not name it. */
  readonly resource: string | undefined;
  /** `identity-based policy`, which does not allow it, or the kind of policy that denies it. */
  readonly by: string;
}): string => {
  const { principal, action, resource, by } = refused;
  const where = resource === undefined ? '' : ` on resource: ${resource}`;
  const because =
    by === 'identity-based policy'
      ? `because no identity-based policy allows the ${action} action`
      : `with an explicit deny in a ${by}`;
  return `User: ${principal} is not authorized to perform: ${action}${where} ${because}`;
};
