import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Shown } from '../sim/wire/shown-shape.ts';
import { machineAwayFromAws } from '../support/machine-away-from-aws.ts';
import { fromTaggedJson, toTaggedJson } from './tagged-json.ts';

/** The versions of boto3 and botocore on this machine; what needs them says aloud that it was skipped. */
export const boto3Version = ((): string | undefined => {
  const script = 'import boto3, botocore; print(f"boto3 {boto3.__version__}, botocore {botocore.__version__}")';
  try {
    return execFileSync('python3', ['-c', script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
})();

export interface Boto3Operation {
  readonly service: string;
  readonly operation: string;
  /** One of several protocols of the service, by botocore's name; its own choice unless given. */
  readonly protocol?: string | undefined;
}

/** What boto3 knows of an operation: its model is of another day than the SDK's. */
export type Boto3Shapes =
  | { readonly input: Shown; readonly output: Shown; readonly unknown?: undefined }
  | { readonly unknown: string };

/** A python process that calls operations with boto3, one after another. */
export interface Boto3Client {
  shapes(operation: Boto3Operation): Promise<Boto3Shapes>;
  /** @throws Error with boto3's own words when the call fails */
  call(operation: Boto3Operation, input: unknown): Promise<unknown>;
  end(): Promise<void>;
}

/** A call takes milliseconds; opening a client the better part of a second, on a busy machine some. */
const ANSWER_MS = 20_000;

/** @param python one that has boto3; the one that a shell finds first unless given */
export function startBoto3Client(endpoint: string, python = 'python3'): Boto3Client {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    python,
    [fileURLToPath(new URL('boto3-client.py', import.meta.url))],
    { env: { ...machineAwayFromAws(), ENDPOINT: endpoint }, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  async function ask(request: object): Promise<Record<string, unknown>> {
    const timer = setTimeout(() => child.kill('SIGKILL'), ANSWER_MS);
    try {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await answers.next();
      if (done === true) throw new Error(`boto3 has ended, or gave no answer within ${ANSWER_MS} ms`);
      const answer = JSON.parse(value);
      if (answer.error !== undefined) throw new Error(`boto3: ${JSON.stringify(answer.error)}`);
      return answer;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async shapes({ service, operation, protocol }) {
      // As boto3-client.py promises.
      return (await ask({ shapes: { service, operation, protocol } })) as unknown as Boto3Shapes;
    },
    async call({ service, operation, protocol }, input) {
      const { output } = await ask({ call: { service, operation, protocol, input: toTaggedJson(input) } });
      return fromTaggedJson(output);
    },
    async end() {
      child.stdin.end();
      await exited;
    },
  };
}
