import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Config, configSchema } from './schema.ts';

/** A configuration that cannot be used; `message` names the file, the place in it and what would be right. */
export class ConfigError extends Error {
  readonly nextStep: string;

  constructor(message: string, nextStep: string) {
    super(message);
    this.name = 'ConfigError';
    this.nextStep = nextStep;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const xdg = (env: Environment, variable: string, fallback: string): string => {
  const directory = env[variable];
  // The XDG specification has relative paths ignored, so that a stray value cannot put files into the working directory.
  return join(directory?.startsWith('/') ? directory : join(homedir(), fallback), 'headroom');
};

const defaultConfigPath = (env: Environment): string => join(xdg(env, 'XDG_CONFIG_HOME', '.config'), 'config.json');

/** Where runs are recorded: `$XDG_STATE_HOME/headroom`. */
export const defaultStateDir = (env: Environment): string => xdg(env, 'XDG_STATE_HOME', '.local/state');

/**
 * Reads the configuration. A missing default file is an empty configuration; a missing file that was asked for is an error.
 *
 * Invariant: only the user's own directory is looked at, never the working directory: a cloned repository must not be
 * able to say where requests and credentials go.
 */
export function loadConfig(asked: string | undefined, env: Environment): Config {
  const path = asked ?? defaultConfigPath(env);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (asked === undefined && error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new ConfigError(
      `The configuration ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      'Check the path and its permissions, or leave out --config.',
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ConfigError(
      `The configuration ${path} is not valid JSON: ${error instanceof Error ? error.message : String(error)}.`,
      'Mend the file; it is plain JSON without comments.',
    );
  }
  const parsed = configSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(issue => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
  throw new ConfigError(
    `The configuration ${path} has a problem: ${places.join('; ')}.`,
    'Mend the named keys and try again.',
  );
}
