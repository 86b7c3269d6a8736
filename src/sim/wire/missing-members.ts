import { ApiError } from './api-error.ts';
import type { MemberPath, MissingMember } from './validate.ts';

/** Turns what is missing (at least one member) into the error that the service would answer. */
export type MissingMemberAnswer = (missing: readonly [MissingMember, ...MissingMember[]]) => ApiError;

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** `metricDataQueries.1.member.id`: lists count from 1, names start in lower case. */
const constraintPath = (path: MemberPath): string =>
  path.map(step => (typeof step === 'number' ? `${step}.member` : lowerFirst(step))).join('.');

/** `MetricDataQueries.member.1.Id`: as the query protocol writes the parameter. */
const parameterPath = (path: MemberPath): string =>
  path.map(step => (typeof step === 'number' ? `member.${step}` : step)).join('.');

/** The sentence of most services; it lists every missing member. */
const complaintOfNull =
  (error: { readonly name: string; readonly queryCode?: string }): MissingMemberAnswer =>
  missing => {
    const complaints = missing.map(
      ({ path }) => `Value null at '${constraintPath(path)}' failed to satisfy constraint: Member must not be null`,
    );
    const count = `${missing.length} validation ${missing.length === 1 ? 'error' : 'errors'} detected`;
    return new ApiError({ ...error, message: `${count}: ${complaints.join('; ')}` });
  };

export const mustNotBeNull = complaintOfNull({ name: 'ValidationException', queryCode: 'ValidationError' });

/** CloudWatch Logs says it under another name. */
export const mustNotBeNullParameter = complaintOfNull({ name: 'InvalidParameterException' });

/** ECS: "Services cannot be empty.", "Service can not be blank."; for what lies deeper, a ClientException. */
export const cannotBeBlank: MissingMemberAnswer = ([{ path, isList }]) => {
  const [member] = path;
  if (path.length > 1) {
    return new ApiError({ name: 'ClientException', message: `${path.join('.')} should not be null or empty.` });
  }
  return new ApiError({
    name: 'InvalidParameterException',
    message: `${upperFirst(String(member))} ${isList ? 'cannot be empty' : 'can not be blank'}.`,
  });
};

/** CloudWatch: "The parameter MetricName is required." */
export const parameterIsRequired: MissingMemberAnswer = ([{ path }]) =>
  new ApiError({
    name: 'MissingRequiredParameterException',
    queryCode: 'MissingParameter',
    message: `The parameter ${parameterPath(path)} is required.`,
  });

/** ElastiCache: "The parameter CacheNodeType must be provided and must not be null." */
export const mustBeProvided: MissingMemberAnswer = ([{ path }]) =>
  new ApiError({
    name: 'InvalidParameterValueException',
    queryCode: 'InvalidParameterValue',
    message: `The parameter ${parameterPath(path)} must be provided and must not be null.`,
  });
