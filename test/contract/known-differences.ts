import type { Difference } from './differences.ts';

/** A client that shares no code with the SDK. The `aws` command is built on botocore as boto3 is, and prints what it reads. */
export type ForeignClient = 'boto3' | 'aws';

/** A difference between what one side said and the other heard that is not the simulated AWS's doing. */
export interface KnownDifference {
  readonly clients: readonly ForeignClient[];
  readonly message: 'input' | 'output';
  readonly what: string;
  readonly why: string;
  readonly explains: (difference: Difference) => boolean;
  /** A call that shows it; when it no longer does, the row goes. */
  readonly example: {
    /** `ecs:UpdateService`. */
    readonly operation: string;
    readonly input: object;
    readonly output: object;
  };
}

export const knownDifferences: readonly KnownDifference[] = [
  {
    clients: ['boto3', 'aws'],
    message: 'input',
    what: 'a timestamp in a JSON or CBOR request loses its milliseconds',
    why: 'botocore writes epoch seconds as whole numbers, and always has; over query it writes them in full',
    explains: ({ sent, arrived }) =>
      sent instanceof Date && arrived instanceof Date && arrived.getTime() === Math.floor(sent.getTime() / 1000) * 1000,
    example: {
      operation: 'application-autoscaling:PutScheduledAction',
      input: {
        ServiceNamespace: 'ecs',
        ScheduledActionName: 'evening',
        ResourceId: 'service/cluster/service',
        ScalableDimension: 'ecs:service:DesiredCount',
        StartTime: new Date('2026-11-23T12:00:00.500Z'),
      },
      output: {},
    },
  },
  {
    clients: ['boto3', 'aws'],
    message: 'output',
    what: "the log delivery among ElastiCache's pending changes is not seen",
    why:
      'the two models disagree: botocore looks for an element PendingLogDeliveryConfiguration, which the SDK has as ' +
      'LogDeliveryConfigurations. Which of them AWS sends is in neither documentation, and the simulated cache never has one',
    explains: ({ path, arrived }) =>
      path.endsWith('PendingModifiedValues.LogDeliveryConfigurations') && arrived === undefined,
    example: {
      operation: 'elasticache:DescribeCacheClusters',
      input: {},
      output: {
        CacheClusters: [{ PendingModifiedValues: { LogDeliveryConfigurations: [{ LogType: 'slow-log' }] } }],
      },
    },
  },
];

/** The rows that speak of this client and direction. */
export const knownFor = (client: ForeignClient, message: KnownDifference['message']): readonly KnownDifference[] =>
  knownDifferences.filter(row => row.clients.includes(client) && row.message === message);
