import { z } from 'zod';

const serviceKey = z.string().regex(/^[A-Za-z0-9_-]+\/[A-Za-z0-9_-]+$/, 'must be written as cluster/service');

const environment = z.strictObject({
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region such as us-east-1')
    .optional(),
  /** A profile of ~/.aws/config; the SDK's own default chain otherwise. */
  profile: z.string().min(1).optional(),
  /** The account that this environment must be; another one is refused before anything is read. */
  accountId: z
    .string()
    .regex(/^\d{12}$/, 'must be the 12 digits of an account id')
    .optional(),
  /** Heavier confirmations. Assumed unless it says false: forgetting this line must not make anything easier. */
  production: z.boolean().optional(),
  /** The services to show, in this order; all that the account lists otherwise. */
  services: z.array(serviceKey).min(1).optional(),
  /** How many requests a minute AWS is asked at most to keep the screen up to date; 300 otherwise. */
  maxRequestsPerMinute: z.int().min(10).max(6_000).optional(),
  /** The RDS instance that the services write to, by its identifier; needed where there are several. */
  database: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,62}$/, 'must be the identifier of an RDS instance')
    .optional(),
  /** How many connections the database takes, where its parameter group does not say it in a number. */
  maxConnections: z.int().min(1).max(262_143).optional(),
  /** How many connections the pool of one task opens at most, by service. */
  connectionsPerTask: z.record(serviceKey, z.int().min(0).max(10_000)).optional(),
  /** The ElastiCache replication group that the services use, by its id; needed where there are several. */
  cache: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be the id of a replication group')
    .optional(),
});

/** The configuration file: JSON, strict, every key optional. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  defaultEnvironment: z.string().optional(),
  environments: z
    .record(z.string().regex(/^[A-Za-z0-9_-]+$/, 'must be letters, digits, - and _'), environment)
    .optional(),
});

export type Config = z.infer<typeof configSchema>;
export type EnvironmentConfig = z.infer<typeof environment>;
