import { afterEach, describe, expect, it } from 'vitest';
import { createGateway, type OpenGateway } from '../../src/aws/sdk.ts';
import type { Effect } from '../../src/domain/operations.ts';
import { type Answers, type CannedAws, startCannedAws } from './support/canned-aws.ts';
import { gatewayTo, raiseFloor, scaleBackend, serviceAnswer } from './support/gateways.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function facing(answers: Answers): Promise<OpenGateway & { aws: CannedAws }> {
  const aws = await startCannedAws(answers);
  const gateway = gatewayTo(aws.url);
  open.push({ close: gateway.destroy }, aws);
  return { ...gateway, aws };
}

const granted = ({ mint }: OpenGateway, effect: Effect) => mint({ runId: 'run', stepId: 'apply-1', effect });

describe('an accepted write', () => {
  it('has sent exactly the input of the effect, and knows the request id', async () => {
    const ours = await facing({ 'ecs:UpdateService': () => ({ service: serviceAnswer() }) });
    expect(await ours.gateway.write(scaleBackend, granted(ours, scaleBackend))).toEqual({
      outcome: 'accepted',
      requestId: 'req-1',
    });
    expect(ours.aws.inputsOf('UpdateService')).toEqual([scaleBackend.input]);
  });

  it('of a scalable target needs its ARN in the answer', async () => {
    const arn = 'arn:aws:application-autoscaling:us-east-1:123456789012:scalable-target/0abc';
    const ours = await facing({ 'application-autoscaling:RegisterScalableTarget': () => ({ ScalableTargetARN: arn }) });
    expect(await ours.gateway.write(raiseFloor, granted(ours, raiseFloor))).toMatchObject({ outcome: 'accepted' });
  });
});

describe('an answer that is not about what was asked is unknown', () => {
  it.each([
    ['another service', { serviceName: 'agent', serviceArn: 'arn:aws:ecs:us-east-1:1:service/production/agent' }],
    ['another cluster', { clusterArn: 'arn:aws:ecs:us-east-1:123456789012:cluster/staging' }],
    ['another count', { desiredCount: 2 }],
    ['a count that is a text', { desiredCount: '6' }],
    ['no ARN', { serviceArn: undefined }],
  ])('%s', async (_, changes) => {
    const ours = await facing({ 'ecs:UpdateService': () => ({ service: serviceAnswer(changes) }) });
    expect(await ours.gateway.write(scaleBackend, granted(ours, scaleBackend))).toMatchObject({
      outcome: 'unknown',
      fault: { kind: 'unreadable', operation: 'ecs:UpdateService' },
    });
  });

  it('an empty answer to RegisterScalableTarget', async () => {
    const ours = await facing({ 'application-autoscaling:RegisterScalableTarget': () => ({}) });
    expect(await ours.gateway.write(raiseFloor, granted(ours, raiseFloor))).toMatchObject({ outcome: 'unknown' });
  });
});

describe('a grant', () => {
  it('is good for one write', async () => {
    const ours = await facing({ 'ecs:UpdateService': () => ({ service: serviceAnswer() }) });
    const grant = granted(ours, scaleBackend);
    await ours.gateway.write(scaleBackend, grant);
    await expect(ours.gateway.write(scaleBackend, grant)).rejects.toThrow(/without a grant/);
    expect(ours.aws.requests).toHaveLength(1);
  });

  it('is good for the effect that it was made for, and is spent on any other', async () => {
    const ours = await facing({});
    const grant = granted(ours, scaleBackend);
    const more: Effect = {
      operation: 'ecs:UpdateService',
      input: { cluster: 'production', service: 'backend', desiredCount: 60 },
    };
    await expect(ours.gateway.write(more, grant)).rejects.toThrow(/something else/);
    await expect(ours.gateway.write(scaleBackend, grant)).rejects.toThrow(/without a grant/);
    expect(ours.aws.requests).toEqual([]);
  });

  it('cannot be forged, copied or borrowed from another gateway', async () => {
    const ours = await facing({});
    const other = await facing({});
    const grants = [
      { runId: 'run', stepId: 'apply-1' },
      { ...granted(ours, scaleBackend) },
      structuredClone(granted(ours, scaleBackend)),
      granted(other, scaleBackend),
    ];
    for (const grant of grants)
      await expect(ours.gateway.write(scaleBackend, grant)).rejects.toThrow(/without a grant/);
    expect(ours.aws.requests).toEqual([]);
  });
});

describe('where requests go', () => {
  it('F4: a stray AWS_ENDPOINT_URL moves nothing', async () => {
    const elsewhere = await startCannedAws({ 'ecs:ListClusters': () => ({ clusterArns: [] }) });
    // No such region: the name does not resolve, so that the request stays on this machine either way.
    const { gateway, destroy } = createGateway({
      region: 'nowhere-1',
      endpoint: null,
      credentials: { accessKeyId: 'TEST', secretAccessKey: 'TEST' },
      limits: { connectionMs: 500, requestMs: 500, socketMs: 500, totalMs: { read: 2_000, poll: 2_000, write: 2_000 } },
    });
    open.push({ close: destroy }, elsewhere);
    process.env['AWS_ENDPOINT_URL'] = elsewhere.url;
    process.env['AWS_ENDPOINT_URL_ECS'] = elsewhere.url;
    try {
      await expect(gateway.read('ecs:ListClusters', {})).rejects.toMatchObject({ name: 'FaultError' });
      expect(elsewhere.requests).toEqual([]);
    } finally {
      delete process.env['AWS_ENDPOINT_URL'];
      delete process.env['AWS_ENDPOINT_URL_ECS'];
    }
  });

  it('a simulated AWS gets no real credential, and sets the clock with every answer, errors too', async () => {
    const now = Date.UTC(2030, 0, 1);
    const aws = await startCannedAws({}, { 'x-sim-now': String(now + 3_600_000), 'x-sim-speed': '60' });
    open.push(aws);
    let asked = 0;
    const { gateway, clock, destroy } = createGateway({
      region: 'us-east-1',
      endpoint: aws.url,
      simulator: { now, speed: 1, accountId: '123456789012', region: 'us-east-1' },
      credentials: async () => {
        asked += 1;
        return { accessKeyId: 'REAL', secretAccessKey: 'REAL' };
      },
    });
    open.push({ close: destroy });
    expect(clock.now()).toBeLessThan(now + 3_600_000);
    await expect(gateway.read('ecs:ListClusters', {})).rejects.toMatchObject({ fault: { kind: 'denied' } });
    expect(clock.now()).toBeGreaterThanOrEqual(now + 3_600_000);
    expect(clock.speed).toBe(60);
    expect(asked).toBe(0);
  });
});
