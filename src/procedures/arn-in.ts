import type { Session } from '../domain/snapshot.ts';

/** The ARN of something in the session's account and region, in the partition that its caller is of (`aws`, `aws-cn`). */
export function arnIn({ principalArn, region, accountId }: Session, service: string, resource: string): string {
  const [, partition = 'aws'] = principalArn.split(':');
  return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}
