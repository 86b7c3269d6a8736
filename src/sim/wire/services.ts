import { cannotBeBlank, type MissingMemberAnswer, mustNotBeNull, parameterIsRequired } from './missing-members.ts';

/** What the wire needs to know of one AWS service; the shapes themselves come with the SDK's command classes. */
export interface Service {
  /** The service as IAM policies name it: the first half of `ecs:UpdateService`. */
  readonly iamPrefix: string;
  /** The namespace of the service's shapes in the SDK's schemas. */
  readonly namespace: string;
  /** What stands before the operation in `x-amz-target`, and in the path of rpcv2Cbor. */
  readonly target?: string;
  /** Present when the service speaks a query protocol, alone or beside others. The version alone tells services apart. */
  readonly query?: QueryDialect;
  /** How the service words its complaint about required members that are missing. */
  readonly missing: MissingMemberAnswer;
}

export interface QueryDialect {
  readonly protocol: 'awsQuery' | 'ec2Query';
  readonly version: string;
  readonly xmlNamespace: string;
}

/** One row per service that the simulated AWS answers for. */
export const SERVICES: readonly Service[] = [
  {
    iamPrefix: 'ecs',
    namespace: 'com.amazonaws.ecs',
    target: 'AmazonEC2ContainerServiceV20141113',
    missing: cannotBeBlank,
  },
  {
    iamPrefix: 'application-autoscaling',
    namespace: 'com.amazonaws.applicationautoscaling',
    target: 'AnyScaleFrontendService',
    missing: mustNotBeNull,
  },
  {
    // JSON from today's SDKs, query from older ones, CBOR from those that ask for it.
    iamPrefix: 'cloudwatch',
    namespace: 'com.amazonaws.cloudwatch',
    target: 'GraniteServiceVersion20100801',
    query: {
      protocol: 'awsQuery',
      version: '2010-08-01',
      xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
    },
    missing: parameterIsRequired,
  },
  {
    iamPrefix: 'elasticloadbalancing',
    namespace: 'com.amazonaws.elasticloadbalancingv2',
    query: {
      protocol: 'awsQuery',
      version: '2015-12-01',
      xmlNamespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
    },
    missing: mustNotBeNull,
  },
  {
    iamPrefix: 'sts',
    namespace: 'com.amazonaws.sts',
    query: {
      protocol: 'awsQuery',
      version: '2011-06-15',
      xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    },
    missing: mustNotBeNull,
  },
];
