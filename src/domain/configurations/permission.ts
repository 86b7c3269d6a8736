import type { AddPermissionCommandInput } from '@aws-sdk/client-lambda';
import { configurationText } from './configuration-text.ts';

type Configuration = Pick<AddPermissionCommandInput, 'Action' | 'Principal' | 'SourceArn' | 'SourceAccount'>;

/** What a statement of a function's policy allows, as canonical text; its id is its name. */
export const permissionText = ({ Action, Principal, SourceArn, SourceAccount }: Configuration): string =>
  configurationText({ Action, Principal, SourceArn, SourceAccount });

/**
 * The same for a statement as GetPolicy shows it. One that AddPermission could not have made is kept as it is, so that it
 * is never taken for another.
 */
export function permissionTextOfStatement(statement: Readonly<Record<string, unknown>>): string {
  const { Sid: _, Effect, Action, Principal, Resource: __, Condition, ...others } = statement;
  const principal = principalOf(Principal);
  const source = sourceOf(Condition);
  if (Effect !== 'Allow' || typeof Action !== 'string' || Object.keys(others).length > 0 || !principal || !source)
    return configurationText({ Statement: statement });
  return permissionText({ Action, Principal: principal, ...source });
}

/** `events.amazonaws.com` of `{ "Service": "events.amazonaws.com" }` */
function principalOf(principal: unknown): string | undefined {
  if (typeof principal === 'string') return principal;
  const [only, ...more] = Object.values(objectOf(principal));
  return typeof only === 'string' && more.length === 0 ? only : undefined;
}

function sourceOf(condition: unknown): Pick<Configuration, 'SourceArn' | 'SourceAccount'> | undefined {
  const { ArnLike, StringEquals, ...others } = objectOf(condition);
  const { 'AWS:SourceArn': SourceArn, ...otherArns } = objectOf(ArnLike);
  const { 'AWS:SourceAccount': SourceAccount, ...otherStrings } = objectOf(StringEquals);
  const isMore = [others, otherArns, otherStrings].some(rest => Object.keys(rest).length > 0);
  if (isMore || !isTextOrNone(SourceArn) || !isTextOrNone(SourceAccount)) return undefined;
  return { SourceArn, SourceAccount };
}

const isTextOrNone = (value: unknown): value is string | undefined => value === undefined || typeof value === 'string';

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
