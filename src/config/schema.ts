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
