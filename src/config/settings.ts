import { join } from 'node:path';
import { usualRequestsPerMinute } from '../domain/request-use.ts';
import { type Configured, nothingConfigured } from '../domain/snapshot.ts';
import { ConfigError } from './config-error.ts';
import { defaultStateDir, loadConfig } from './load.ts';
import type { EnvironmentConfig } from './schema.ts';

/** The flags that every command takes, as typed. */
export interface GlobalFlags {
  readonly env?: string;
  readonly config?: string;
  readonly profile?: string;
  readonly region?: string;
  readonly endpoint?: string;
  readonly stateDir?: string;
  readonly write?: boolean;
  readonly readOnly?: boolean;
  readonly maxRequests?: number;
}

/** Which AWS is meant and what may be done to it, resolved from flags, configuration and environment variables. */
export interface Settings {
  readonly environment: string;
  readonly production: boolean;
  readonly profile: string | undefined;
  readonly region: string | undefined;
  /** The account that this environment must turn out to be. */
  readonly accountId: string | undefined;
  readonly services: readonly string[] | undefined;
  /** How many requests a minute polls may bring it to. */
  readonly requestsPerMinute: number;
  /** What the configuration says of the environment and AWS cannot know. */
  readonly configured: Configured;
  readonly endpoint: Endpoint | undefined;
  readonly stateDir: string;
  readonly writes: WritePolicy;
  /** Where inputs of the form `env:NAME` find their secrets. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Whether a session may write: from the start, after it was armed on the screen, or not at all and why. */
export type WritePolicy = 'armed' | 'ask' | { readonly forbidden: string };

export interface Endpoint {
  readonly url: string;
  /** `flag` was typed for this call and may be written to; `environment` was found lying about and may not. */
  readonly from: 'flag' | 'environment';
}

/** Flags win over the configured environment, that over AWS's own environment variables. */
export function resolveSettings(flags: GlobalFlags, env: Readonly<Record<string, string | undefined>>): Settings {
  if (flags.write && flags.readOnly) {
    throw new ConfigError('--write and --read-only contradict each other.', 'Give one of them.');
  }
  const config = loadConfig(flags.config, env);
  const environments = config.environments ?? {};
  const name = flags.env ?? config.defaultEnvironment;
  // What every object has, such as `constructor`, is no environment.
  const configured = name !== undefined && Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (name !== undefined && configured === undefined) {
    const known = Object.keys(environments);
    throw new ConfigError(
      `There is no environment ${name} in the configuration.`,
      known.length > 0 ? `Use one of: ${known.join(', ')}.` : 'Add it under "environments", or leave out --env.',
    );
  }
  const profile = flags.profile ?? configured?.profile ?? env['AWS_PROFILE'];
  const endpoint = endpointOf(flags.endpoint, env);
  return {
    environment: name ?? profile ?? 'default',
    production: configured?.production ?? true,
    profile,
    region: flags.region ?? configured?.region ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'],
    accountId: configured?.accountId,
    services: configured?.services,
    requestsPerMinute: flags.maxRequests ?? configured?.maxRequestsPerMinute ?? usualRequestsPerMinute,
    configured: configuredOf(configured),
    endpoint,
    stateDir: flags.stateDir ?? defaultStateDir(env),
    writes: writesOf({ flags, endpoint, env, pinnedRegion: configured?.region }),
    env,
  };
}

/**
 * The settings of a demo: nothing of this machine's configuration has a say in it, and its runs do not stand among
 * those of real accounts, where `last` would find them.
 */
export const demoSettings = (
  simulated: {
    readonly url: string;
    readonly services: readonly string[];
    readonly connectionsPerTask: Configured['connectionsPerTask'];
  },
  flags: Pick<GlobalFlags, 'stateDir' | 'readOnly' | 'maxRequests'>,
  env: Readonly<Record<string, string | undefined>>,
): Settings => ({
  environment: 'simulated',
  production: true,
  profile: undefined,
  region: undefined,
  accountId: undefined,
  services: simulated.services,
  requestsPerMinute: flags.maxRequests ?? usualRequestsPerMinute,
  configured: { ...nothingConfigured, connectionsPerTask: simulated.connectionsPerTask },
  endpoint: { url: simulated.url, from: 'flag' },
  stateDir: flags.stateDir ?? join(defaultStateDir(env), 'demo'),
  writes: flags.readOnly ? { forbidden: 'started with --read-only' } : 'armed',
  env,
});

const configuredOf = (environment: EnvironmentConfig | undefined): Configured => ({
  database: environment?.database ?? null,
  cache: environment?.cache ?? null,
  maxConnections: environment?.maxConnections ?? null,
  // The schema has every key as cluster/service.
  connectionsPerTask: (environment?.connectionsPerTask ?? {}) as Configured['connectionsPerTask'],
});

function writesOf({
  flags,
  endpoint,
  env,
  pinnedRegion,
}: {
  readonly flags: GlobalFlags;
  readonly endpoint: Endpoint | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly pinnedRegion: string | undefined;
}): Settings['writes'] {
  if (flags.readOnly) return { forbidden: 'started with --read-only' };
  // Then anybody on the way may answer as AWS.
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    return { forbidden: 'NODE_TLS_REJECT_UNAUTHORIZED=0 turns the check of certificates off' };
  // Looking at another region is harmless; changing what the configuration does not mean is not.
  if (pinnedRegion !== undefined && flags.region !== undefined && flags.region !== pinnedRegion) {
    return {
      forbidden: `the configuration pins this environment to ${pinnedRegion}, and --region says ${flags.region}`,
    };
  }
  if (endpoint?.from === 'environment') return { forbidden: 'AWS_ENDPOINT_URL overrides AWS' };
  return flags.write || endpoint?.from === 'flag' ? 'armed' : 'ask';
}

function endpointOf(flag: string | undefined, env: Readonly<Record<string, string | undefined>>): Endpoint | undefined {
  const from = flag !== undefined ? 'flag' : 'environment';
  const url = flag ?? env['AWS_ENDPOINT_URL'];
  if (url === undefined || url === '') return undefined;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:') {
    const where = from === 'flag' ? '--endpoint' : 'AWS_ENDPOINT_URL';
    throw new ConfigError(`${where} must be an http or https URL; got ${url}.`, 'Write it like http://127.0.0.1:4566.');
  }
  if (parsed.username !== '' || parsed.password !== '') {
    throw new ConfigError(
      'The endpoint has a user or a password in its URL, which would stand on every screen and in every journal.',
      'Leave them out: AWS and whoever speaks like it take signed requests, not passwords.',
    );
  }
  return { url: url.replace(/\/+$/, ''), from };
}
