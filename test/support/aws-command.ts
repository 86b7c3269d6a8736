import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where the real `aws` command is. */
export const awsPath = ((): string | undefined => {
  try {
    return execFileSync('sh', ['-c', 'command -v aws'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
})();

/** Whether the real `aws` command is on this machine; what needs it says aloud that it was skipped. */
export const awsVersion = ((): string | undefined => {
  try {
    return execFileSync('aws', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
})();

/** Runs the real `aws` command against an endpoint and returns what it printed as JSON. Rejects with its own words. */
export async function aws(endpoint: string, args: readonly string[]): Promise<unknown> {
  const { stdout } = await run(
    'aws',
    ['--endpoint-url', endpoint, '--region', 'us-east-1', '--output', 'json', ...args],
    {
      env: {
        ...process.env,
        AWS_ACCESS_KEY_ID: 'simulated',
        AWS_SECRET_ACCESS_KEY: 'simulated',
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_PAGER: '',
      },
    },
  );
  return stdout.trim() === '' ? undefined : JSON.parse(stdout);
}
