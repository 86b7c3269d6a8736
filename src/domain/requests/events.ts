import { permissionText } from '../configurations/permission.ts';
import { ruleTargetText, ruleText } from '../configurations/rule.ts';
import type { OperationInput } from '../operations.ts';
import { setsInAccount } from './alerting.ts';
import type { Request } from './request.ts';

/** Rules of any other bus than the default one are not read, so nothing can be said of them. */
const otherBus = (bus: string | undefined): readonly string[] =>
  bus === undefined || bus === 'default' ? [] : ['EventBusName'];

export function putRuleRequest({ Name, EventBusName, ...configuration }: OperationInput<'events:PutRule'>): Request {
  const { Description, EventPattern, RoleArn, ScheduleExpression, State, ...others } = configuration;
  return {
    ...setsInAccount('rule', Name, ruleText(configuration)),
    besides: [...otherBus(EventBusName), ...Object.keys(others)],
  };
}

/** AWS refuses it while the rule has targets, so it takes nothing with it. */
export const deleteRuleRequest = ({ Name, EventBusName, ...others }: OperationInput<'events:DeleteRule'>): Request => ({
  ...setsInAccount('rule', Name, null),
  besides: [...otherBus(EventBusName), ...Object.keys(others)],
});

export const putTargetsRequest = ({
  Rule,
  EventBusName,
  Targets = [],
  ...others
}: OperationInput<'events:PutTargets'>): Request => ({
  about: 'account',
  sets: Targets.map(target => ({
    fact: { attribute: 'ruleTarget', name: `${Rule}/${target.Id}` },
    value: ruleTargetText(target),
  })),
  besides: [...otherBus(EventBusName), ...Object.keys(others)],
});

export const removeTargetsRequest = ({
  Rule,
  EventBusName,
  Ids = [],
  ...others
}: OperationInput<'events:RemoveTargets'>): Request => ({
  about: 'account',
  sets: Ids.map(id => ({ fact: { attribute: 'ruleTarget', name: `${Rule}/${id}` }, value: null })),
  besides: [...otherBus(EventBusName), ...Object.keys(others)],
});

export function addPermissionRequest(input: OperationInput<'lambda:AddPermission'>): Request {
  const { FunctionName, StatementId, Action, Principal, SourceArn, SourceAccount, ...others } = input;
  return {
    ...setsInAccount('lambdaPermission', `${FunctionName}/${StatementId}`, permissionText(input)),
    besides: Object.keys(others),
  };
}

export const removePermissionRequest = ({
  FunctionName,
  StatementId,
  ...others
}: OperationInput<'lambda:RemovePermission'>): Request => ({
  ...setsInAccount('lambdaPermission', `${FunctionName}/${StatementId}`, null),
  besides: Object.keys(others),
});
