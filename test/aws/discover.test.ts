import { afterEach, describe, expect, it } from 'vitest';
import { discoverServices } from '../../src/aws/discover.ts';
import { identify } from '../../src/aws/identity.ts';
import type { Gateway } from '../../src/domain/ports.ts';
import { type Answers, startCannedAws, xmlResult } from './support/canned-aws.ts';
import { gatewayTo } from './support/gateways.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function facing(answers: Answers): Promise<Gateway> {
  const aws = await startCannedAws(answers);
  const { gateway, destroy } = gatewayTo(aws.url);
  open.push({ close: destroy }, aws);
  return gateway;
}

const ecsArn = 'arn:aws:ecs:us-east-1:123456789012';

describe('an account without configuration', () => {
  it('all services of all clusters are found, over all pages, old ARNs too', async () => {
    const gateway = await facing({
      'ecs:ListClusters': () => ({ clusterArns: [`${ecsArn}:cluster/production`, `${ecsArn}:cluster/staging`] }),
      'ecs:ListServices': ({ cluster, nextToken }) => {
        if (cluster === 'staging') return { serviceArns: [`${ecsArn}:service/old-format`] };
        return nextToken === undefined
          ? { serviceArns: [`${ecsArn}:service/production/web`], nextToken: 'more' }
          : { serviceArns: [`${ecsArn}:service/production/agent`] };
      },
    });
    expect(await discoverServices(gateway)).toEqual({
      services: ['production/agent', 'production/web', 'staging/old-format'],
      notes: [],
    });
  });

  it('a name that is not what it looks like is left out, and said to be', async () => {
    const gateway = await facing({
      'ecs:ListServices': () => ({
        serviceArns: [`${ecsArn}:service/production/web`, `${ecsArn}:service/production/w\u200beb`],
      }),
    });
    const { services, notes } = await discoverServices(gateway, ['production']);
    expect(services).toEqual(['production/web']);
    expect(notes).toEqual([expect.stringContaining('production/w<U+200B>eb')]);
  });
});

describe('who we are', () => {
  it('is what STS says, in the environment that was configured', async () => {
    const arn = 'arn:aws:sts::123456789012:assumed-role/ops/alice';
    const gateway = await facing({
      'sts:GetCallerIdentity': () =>
        xmlResult('GetCallerIdentity', `<Arn>${arn}</Arn><UserId>x</UserId><Account>123456789012</Account>`),
    });
    const environment = {
      environment: 'production',
      production: true,
      region: 'us-east-1',
      endpoint: null,
      simulated: false,
    };
    expect(await identify(gateway, environment)).toEqual({
      ...environment,
      accountId: '123456789012',
      principalArn: arn,
    });
  });
});
