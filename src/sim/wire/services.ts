import {
  cannotBeBlank,
  type MissingMemberAnswer,
  mustBeProvided,
  mustNotBeNull,
  mustNotBeNullParameter,
  parameterIsRequired,
} from './missing-members.ts';

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
  /** Present when the service has no single endpoint: method and path of a request say which operation it means. */
  readonly rest?: 'restJson';
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
  {
    iamPrefix: 'rds',
    namespace: 'com.amazonaws.rds',
    query: {
      protocol: 'awsQuery',
      version: '2014-10-31',
      xmlNamespace: 'http://rds.amazonaws.com/doc/2014-10-31/',
    },
    missing: mustBeProvided,
  },
  {
    iamPrefix: 'sns',
    namespace: 'com.amazonaws.sns',
    query: {
      protocol: 'awsQuery',
      version: '2010-03-31',
      xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
    },
    missing: mustNotBeNull,
  },
  {
    iamPrefix: 'events',
    namespace: 'com.amazonaws.eventbridge',
    target: 'AWSEvents',
    missing: mustNotBeNull,
  },
  {
    iamPrefix: 'lambda',
    namespace: 'com.amazonaws.lambda',
    rest: 'restJson',
    missing: mustNotBeNull,
  },
  {
    iamPrefix: 'elasticache',
    namespace: 'com.amazonaws.elasticache',
    query: {
      protocol: 'awsQuery',
      version: '2015-02-02',
      xmlNamespace: 'http://elasticache.amazonaws.com/doc/2015-02-02/',
    },
    missing: mustBeProvided,
  },
  {
    iamPrefix: 'logs',
    namespace: 'com.amazonaws.cloudwatchlogs',
    target: 'Logs_20140328',
    missing: mustNotBeNullParameter,
  },
  {
    iamPrefix: 'servicequotas',
    namespace: 'com.amazonaws.servicequotas',
    target: 'ServiceQuotasV20190624',
    missing: mustNotBeNull,
  },
  {
    iamPrefix: 'ec2',
    namespace: 'com.amazonaws.ec2',
    query: {
      protocol: 'ec2Query',
      version: '2016-11-15',
      xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
    },
    missing: mustNotBeNull,
  },
  {
    iamPrefix: 'iam',
    namespace: 'com.amazonaws.iam',
    query: {
      protocol: 'awsQuery',
      version: '2010-05-08',
      xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    },
    missing: mustNotBeNull,
  },
];
