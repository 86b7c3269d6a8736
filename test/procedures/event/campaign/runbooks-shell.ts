import { execFile } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { StepDriver } from '../../../../src/sim/server/driver.ts';
import { startHttpServer } from '../../../../src/sim/server/http.ts';
import { runbookCommands } from '../../../contract/runbook-commands.ts';
import type { InProcessAws } from '../../../faults/support/in-process-aws.ts';
import { awsPath } from '../../../support/aws-command.ts';
import { tempDir } from '../../../support/temp-dir.ts';
import type { Way } from './outcome.ts';

const shell = promisify(execFile);

const [scaleUp, deregister, register, scaleDown] = runbookCommands
  .filter(({ section }) => section === 'Pre-Event Scaling')
  .map(({ command }) => command);

/** As printed there, between the two commands. */
const warmUp = 'for i in {1..50}; do curl -s https://waooaw.ai/health > /dev/null; sleep 0.5; done';

/**
 * The runbook's two scripts as printed, with the real `aws` command. What they know nothing of is added around them: where
 * the simulated AWS is, that the name of the site leads to its load balancer, and that its time does not pass meanwhile.
 */
export async function runbooksShell({ simulator }: InProcessAws): Promise<Way> {
  const { dispatch, visit, world } = simulator;
  const { accountId, region } = world.account;
  const driver = new StepDriver(world.clock);
  const server = await startHttpServer({ dispatch, visit, driver, port: 0, accountId, region });
  onTestFinished(() => server.close());
  const [balancer] = [...world.loadBalancing.loadBalancers.values()];
  const bin = tempDir();
  const shims = {
    aws: `#!/bin/sh\nexec ${awsPath} --endpoint-url ${server.url} --region ${region} "$@"\n`,
    curl: `#!/bin/bash\nexec 3<>/dev/tcp/127.0.0.1/${server.port}\nprintf 'GET /health HTTP/1.1\\r\\nHost: ${balancer?.dnsName}\\r\\nConnection: close\\r\\n\\r\\n' >&3\ncat <&3\n`,
    sleep: '#!/bin/sh\n',
  };
  for (const [name, text] of Object.entries(shims)) {
    writeFileSync(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  }
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env['PATH']}`,
    AWS_ACCESS_KEY_ID: 'simulated',
    AWS_SECRET_ACCESS_KEY: 'simulated',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
  };
  const script = async (...lines: readonly (string | undefined)[]): Promise<void> => {
    await shell('bash', ['-euc', lines.join('\n')], { env });
  };
  return {
    prepare: () => script(scaleUp, warmUp, deregister),
    goBack: () => script(register, scaleDown),
  };
}
