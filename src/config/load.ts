import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { jsonPlaces } from './json-places.ts';
import { readConfigFile } from './read-file.ts';
import { type Config, configSchema } from './schema.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const xdg = (env: Environment, variable: string, fallback: string): string => {
  const directory = env[variable];
  // The XDG specification has relative paths ignored, so that a stray value cannot put files into the working directory.
  return join(directory?.startsWith('/') ? directory : join(home(), fallback), 'headroom');
};

/** HOME may be relative as well, and must not lead into the working directory either. */
const home = (): string => (isAbsolute(homedir()) ? homedir() : userInfo().homedir);

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
  const text = readConfigFile(path);
  if (text === undefined) {
    if (asked === undefined) return {};
    throw new ConfigError(
      `The configuration ${path} cannot be read: there is no such file.`,
      'Check the path and its permissions, or leave out --config.',
    );
  }
  return parseConfig(text, path);
}

function parseConfig(text: string, path: string): Config {
  const json = parseJson(text, path);
  const places = jsonPlaces(text);
  const [doubled] = places.doubled;
  if (doubled) {
    throw new ConfigError(
      `The configuration ${path} has a problem: line ${doubled.line}: ${shown(doubled.path)} stands twice.`,
      'Remove one of the two; only one of them could be meant.',
    );
  }
  const parsed = configSchema().safeParse(json);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    issue =>
      `line ${places.lineOf(placeOf(issue))}: ${shown(issue.path.join('.')) || 'the file'}: ${shown(issue.message)}`,
  );
  const more = problems.length - mostProblems;
  throw new ConfigError(
    `The configuration ${path} has a problem: ${problems.slice(0, mostProblems).join('; ')}${more > 0 ? `; and ${more} more` : ''}.`,
    'Mend the named keys and try again.',
  );
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    throw new ConfigError(
      `The configuration ${path} is not valid JSON: line ${lineOfSyntaxError(says, text)}: ${shown(says)}.`,
      'Mend the file; it is plain JSON without comments.',
    );
  }
}

/** V8 gives a position, a line, or at the very end of the text neither. */
function lineOfSyntaxError(says: string, text: string): number {
  const [, position] = /position (\d+)/.exec(says) ?? [];
  return text.slice(0, position === undefined ? text.length : Number(position)).split('\n').length;
}

/** An unknown key is a problem of the object around it; its line is its own. */
const placeOf = (issue: z.core.$ZodIssue): readonly PropertyKey[] =>
  issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;

const mostProblems = 5;

/** A hostile file must not fill the screen with its keys. */
const shown = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);
