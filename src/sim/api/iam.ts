import {
  type EvaluationResult,
  InvalidInputException,
  ListAccountAliasesCommand,
  NoSuchEntityException,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { on, type SimOperation } from '../wire/operation.ts';
import type { World } from '../world/world.ts';

export const iamOperations = (world: World): readonly SimOperation[] => [
  on(ListAccountAliasesCommand, () => ({ AccountAliases: [world.account.alias], IsTruncated: false })),

  on(SimulatePrincipalPolicyCommand, ({ PolicySourceArn = '', ActionNames = [], ResourceArns = ['*'] }) => {
    insistOnCallersRole(world, PolicySourceArn);
    const nonsense = ActionNames.find(action => !/^[\w-]+:[\w*]+$/.test(action));
    if (nonsense !== undefined) throw invalidInput(`Invalid Action Names: ${nonsense}`);
    const results = ActionNames.flatMap(action => ResourceArns.map(resource => evaluate(world, action, resource)));
    return { EvaluationResults: results, IsTruncated: false };
  }),
];

/** Nobody else's permissions are known. @throws InvalidInputException, NoSuchEntityException */
const insistOnCallersRole = ({ account }: World, arn: string): void => {
  // A session is no entity that policies are attached to: who asks for their own permissions must name the role behind it.
  const [, accountId, name] = /^arn:aws:iam::(\d{12}):(?:user|role|group)\/(?:[\w/]+\/)?([\w+=,.@-]+)$/.exec(arn) ?? [];
  if (name === undefined) {
    throw invalidInput(`Invalid Entity Arn: ${arn} does not clearly define entity type and name.`);
  }
  const [, callersRole] = /:assumed-role\/([^/]+)\//.exec(account.callerArn) ?? [];
  if (accountId !== account.accountId || name !== callersRole || !arn.includes(':role/')) {
    throw new NoSuchEntityException({ message: `The role with name ${name} cannot be found.`, $metadata: {} });
  }
};

const evaluate = ({ permissions }: World, action: string, resource: string): EvaluationResult => {
  const denial = permissions.denialOf(action);
  // A session policy belongs to the caller's session: the simulator is asked about the role, and does not see it.
  const by = denial?.by === 'session policy' ? undefined : denial?.by;
  const isImplicit = by === 'identity-based policy';
  return {
    EvalActionName: action,
    EvalResourceName: resource,
    EvalDecision: by === undefined ? 'allowed' : isImplicit ? 'implicitDeny' : 'explicitDeny',
    MatchedStatements: [],
    MissingContextValues: [],
    ...(by === 'service control policy' && { OrganizationsDecisionDetail: { AllowedByOrganizations: false } }),
    ...(by === 'permissions boundary' && {
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
    }),
  };
};

const invalidInput = (message: string): InvalidInputException => new InvalidInputException({ message, $metadata: {} });
