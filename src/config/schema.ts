// Without the methods and the languages of the whole package: every start waits for this file.
import * as z from 'zod/mini';
import './english-schemas.ts';

const matching = (pattern: RegExp, otherwise: string) => z.string().check(z.regex(pattern, otherwise));

/** The configuration file: JSON, strict, every key optional. Made when there is one to be read. */
export function configSchema() {
  const serviceKey = matching(/^[A-Za-z0-9_-]+\/[A-Za-z0-9_-]+$/, 'must be written as cluster/service');

  const environment = z.strictObject({
    region: z.optional(matching(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region such as us-east-1')),
    /** A profile of ~/.aws/config; the SDK's own default chain otherwise. */
    profile: z.optional(z.string().check(z.minLength(1))),
    /** The account that this environment must be; another one is refused before anything is read. */
    accountId: z.optional(matching(/^\d{12}$/, 'must be the 12 digits of an account id')),
    /** Heavier confirmations. Assumed unless it says false: forgetting this line must not make anything easier. */
    production: z.optional(z.boolean()),
    /** The services to show, in this order; all that the account lists otherwise. */
    services: z.optional(z.array(serviceKey).check(z.minLength(1))),
    /** How many requests a minute AWS is asked at most to keep the screen up to date; 300 otherwise. */
    maxRequestsPerMinute: z.optional(z.int().check(z.minimum(10), z.maximum(6_000))),
    /** The RDS instance that the services write to, by its identifier; needed where there are several. */
    database: z.optional(matching(/^[a-z][a-z0-9-]{0,62}$/, 'must be the identifier of an RDS instance')),
    /** How many connections the database takes, where its parameter group does not say it in a number. */
    maxConnections: z.optional(z.int().check(z.minimum(1), z.maximum(262_143))),
    /** How many connections the pool of one task opens at most, by service. */
    connectionsPerTask: z.optional(z.record(serviceKey, z.int().check(z.minimum(0), z.maximum(10_000)))),
    /** The ElastiCache replication group that the services use, by its id; needed where there are several. */
    cache: z.optional(matching(/^[a-z][a-z0-9-]{0,39}$/, 'must be the id of a replication group')),
  });

  return z.strictObject({
    $schema: z.optional(z.string()),
    defaultEnvironment: z.optional(z.string()),
    environments: z.optional(
      z.record(z.string().check(z.regex(/^[A-Za-z0-9_-]+$/, 'must be letters, digits, - and _')), environment),
    ),
  });
}

export type Config = z.infer<ReturnType<typeof configSchema>>;
export type EnvironmentConfig = NonNullable<Config['environments']>[string];
