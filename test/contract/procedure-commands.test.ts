import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { awsCommand } from '../../src/domain/aws-cli.ts';
import { findProcedure } from '../../src/procedures/index.ts';
import { planProcedure } from '../../src/session/planning.ts';
import { awsVersion } from '../support/aws-command.ts';
import { heldBy } from '../support/held-by-world.ts';
import { appliesOf, planOf } from '../support/planned.ts';
import { completedRun, type SimulatedAccount, simulatedAccount } from '../support/simulated-session.ts';

if (awsVersion === undefined)
  console.warn('SKIPPED: the aws command is not on this machine, so nothing here was checked with it.');

const shell = promisify(execFile);

const secrets = { WEBHOOK_URL: 'https://events.example.com/hook' };
const credentials = {
  AWS_ACCESS_KEY_ID: 'simulated',
  AWS_SECRET_ACCESS_KEY: 'simulated',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_PAGER: '',
};
const service = 'waooaw-backend';

const makeTopic = ({ call }: SimulatedAccount): void => call('sns:CreateTopic', { Name: 'scaling-events' });
const nothing = (): void => undefined;

const trips: readonly (readonly [
  id: string,
  input: Readonly<Record<string, string>>,
  arrange: (account: SimulatedAccount) => void,
])[] = [
  ['schedule-scaling', { service, timeZone: 'Europe/Berlin', nightMin: '2', dayMin: '4' }, nothing],
  ['schedule-scaling', { service, timeZone: 'UTC', nightMin: '2', dayMin: '4', how: 'events' }, nothing],
  [
    'prepare-for-event',
    { service, requestsPerMinute: '5000', end: '2026-11-24 20:00 UTC', warmUpRequests: '0' },
    nothing,
  ],
  [
    'prepare-for-event',
    { service, requestsPerMinute: '5000', start: '2026-11-27 09:00 Europe/Berlin', end: '2026-11-27 18:00 UTC' },
    nothing,
  ],
  ['set-up-alarms', { service, scope: 'service' }, makeTopic],
  ['set-up-notifications', { service, tell: 'https', webhook: 'env:WEBHOOK_URL', events: 'scale-outs' }, nothing],
  ['set-up-notifications', { service, tell: 'function:scale-ecs' }, makeTopic],
];

/** Plans, runs the plan in one account, and hands its printed commands to a shell for another one that is just the same. */
async function byHandAndOurs([id, input, arrange]: (typeof trips)[number]): Promise<void> {
  const [ours, byHand] = await Promise.all([simulatedAccount(secrets), simulatedAccount(secrets)]);
  for (const account of [ours, byHand]) arrange(account);
  const procedure = findProcedure(id);
  if (procedure === undefined) throw new Error(`there is no procedure ${id}`);
  const planned = await planProcedure(ours.session, procedure, input);
  const where = { region: 'us-east-1', endpoint: byHand.aws.url };
  const script = appliesOf(planned).map(({ effect }) => awsCommand(effect, where));
  await Promise.all([
    completedRun(ours.session, planOf(planned)),
    shell('sh', ['-euc', script.join('\n')], { env: { ...process.env, ...credentials, ...secrets } }),
  ]);
  expect(heldBy(byHand.aws.world), `${id} ${JSON.stringify(input)}`).toEqual(heldBy(ours.aws.world));
  expect(byHand.aws.defects).toEqual([]);
}

it.skipIf(awsVersion === undefined)(
  `what a plan prints comes to the same by hand, with the real command (${awsVersion})`,
  // The command takes a second to start: one account beside the other, and the calls of one after the other.
  async () => void (await Promise.all(trips.map(byHandAndOurs))),
  90_000,
);
