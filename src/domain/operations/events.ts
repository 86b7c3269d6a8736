import type {
  DeleteRuleCommandInput,
  DeleteRuleCommandOutput,
  ListRulesCommandInput,
  ListRulesCommandOutput,
  ListTargetsByRuleCommandInput,
  ListTargetsByRuleCommandOutput,
  PutRuleCommandInput,
  PutRuleCommandOutput,
  PutTargetsCommandInput,
  PutTargetsCommandOutput,
  RemoveTargetsCommandInput,
  RemoveTargetsCommandOutput,
} from '@aws-sdk/client-eventbridge';
import type {
  AddPermissionCommandInput,
  AddPermissionCommandOutput,
  GetFunctionCommandInput,
  GetFunctionCommandOutput,
  GetPolicyCommandInput,
  GetPolicyCommandOutput,
  RemovePermissionCommandInput,
  RemovePermissionCommandOutput,
} from '@aws-sdk/client-lambda';
import { read, write } from './operation.ts';

/** Rules of EventBridge, and the functions that they may invoke. */
export const eventOperations = {
  'events:ListRules': read<ListRulesCommandInput, ListRulesCommandOutput>('events list-rules'),
  'events:ListTargetsByRule': read<ListTargetsByRuleCommandInput, ListTargetsByRuleCommandOutput>(
    'events list-targets-by-rule',
  ),
  'events:PutRule': write<PutRuleCommandInput, PutRuleCommandOutput>('events put-rule'),
  'events:DeleteRule': write<DeleteRuleCommandInput, DeleteRuleCommandOutput>('events delete-rule'),
  'events:PutTargets': write<PutTargetsCommandInput, PutTargetsCommandOutput>('events put-targets'),
  'events:RemoveTargets': write<RemoveTargetsCommandInput, RemoveTargetsCommandOutput>('events remove-targets'),
  'lambda:GetFunction': read<GetFunctionCommandInput, GetFunctionCommandOutput>('lambda get-function'),
  'lambda:GetPolicy': read<GetPolicyCommandInput, GetPolicyCommandOutput>('lambda get-policy'),
  'lambda:AddPermission': write<AddPermissionCommandInput, AddPermissionCommandOutput>('lambda add-permission'),
  'lambda:RemovePermission': write<RemovePermissionCommandInput, RemovePermissionCommandOutput>(
    'lambda remove-permission',
  ),
};
