import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { NormalizedSchema } from '@smithy/core/schema';
import { machineAwayFromAws } from '../support/machine-away-from-aws.ts';
import type { ForeignOperation } from './foreign-operations.ts';

const runFile = promisify(execFile);

/** An `aws` command on this machine; its two generations share little, and some machines have both. */
export interface AwsCommand {
  readonly path: string;
  /** `aws-cli/1.45.11 Python/3.11.7 ...`, as it says. */
  readonly version: string;
}

/** Every `aws` command that a shell could find here, each version once. */
export const awsCommands: readonly AwsCommand[] = (() => {
  const byVersion = new Map<string, AwsCommand>();
  for (const directory of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(directory, 'aws');
    const version = versionOf(path);
    if (version !== undefined && !byVersion.has(version)) byVersion.set(version, { path, version });
  }
  return [...byVersion.values()];
})();

function versionOf(path: string): string | undefined {
  try {
    return execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}

const directory = mkdtempSync(join(tmpdir(), 'headroom-aws-messages-'));
process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
const configFile = join(directory, 'config');
// Random values keep no rule of length or pattern; those are in no message.
writeFileSync(configFile, '[default]\nparameter_validation = false\n');
let inputs = 0;

/**
 * Runs one operation with its whole input as JSON, and returns what the command printed.
 * @throws Error with the command's own words when it fails
 */
export async function runAws(
  { path }: AwsCommand,
  { service, operation }: ForeignOperation,
  input: unknown,
  args: readonly string[],
): Promise<string> {
  inputs += 1;
  const file = join(directory, `input-${inputs}.json`);
  writeFileSync(file, JSON.stringify(input));
  const { stdout } = await runFile(
    path,
    [service, commandName(operation), '--cli-input-json', `file://${file}`, '--output', 'json', ...args],
    { env: { ...machineAwayFromAws(), AWS_CONFIG_FILE: configFile }, timeout: 60_000, maxBuffer: 2 ** 26 },
  );
  return stdout;
}

/** `DescribeDBInstances` is `describe-db-instances`: a hyphen before each word, and an acronym is one. */
const commandName = (operation: string): string =>
  operation
    .replaceAll(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();

/** What the command printed, as the message that it read: in JSON, a time is a number or a text, and bytes are a text. */
export function readPrinted(schema: NormalizedSchema, printed: unknown): unknown {
  if (Array.isArray(printed)) return printed.map(item => readPrinted(schema.getValueSchema(), item));
  if (typeof printed === 'object' && printed !== null) {
    if (schema.isDocumentSchema()) return printed;
    const inner = (name: string) => (schema.isMapSchema() ? schema.getValueSchema() : schema.getMemberSchema(name));
    return Object.fromEntries(Object.entries(printed).map(([name, value]) => [name, readPrinted(inner(name), value)]));
  }
  if (schema.isTimestampSchema()) {
    // Version 1 prints what was on the wire, seconds or ISO 8601; version 2 prints ISO 8601.
    return new Date(typeof printed === 'number' ? Math.round(printed * 1000) : String(printed));
  }
  if (schema.isBlobSchema()) return new Uint8Array(Buffer.from(String(printed), 'base64'));
  return printed;
}
