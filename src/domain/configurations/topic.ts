import { membersOf } from '../canonical-json.ts';
import { configurationText } from './configuration-text.ts';

/** The configuration of an SNS topic as canonical text: its display name, and its policy, which says who may publish. */
export const topicText = ({ DisplayName, Policy }: Readonly<Record<string, string | undefined>>): string =>
  configurationText({ DisplayName: DisplayName || undefined, Policy: policyOf(Policy) });

/** The same topic with another policy. */
export const topicTextWith = (topic: string, policy: string): string =>
  configurationText({ ...membersOf(topic), Policy: policyOf(policy) });

function policyOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

/** Protocols whose endpoint may be a secret: whoever knows the URL of a webhook may post to it. */
const isUrl = (protocol: string): boolean => protocol === 'http' || protocol === 'https';

/** How many hexadecimal digits of an endpoint's SHA-256 stand for it. */
const digits = 12;

/**
 * A subscription's name in a fact: `waooaw-scaling-events email ops@example.com`. A URL is known by its fingerprint
 * alone: `waooaw-scaling-events https sha256:3f5a9c0d1e2b`.
 */
export const subscriptionName = (of: {
  readonly topic: string;
  readonly protocol: string;
  /** The endpoint itself, or its SHA-256 as `sha256:<64 hexadecimal digits>` where it is a URL. */
  readonly endpoint: string;
}): string =>
  [of.topic, of.protocol, isUrl(of.protocol) ? of.endpoint.slice(0, 'sha256:'.length + digits) : of.endpoint].join(' ');
