export const DENYING_POLICIES = [
  'identity-based policy',
  'service control policy',
  'permissions boundary',
  'session policy',
] as const;

/** The policy to blame: no identity-based policy allows the action, or one of the others denies it. */
export type DenyingPolicy = (typeof DENYING_POLICIES)[number];

export interface Denial {
  /** As in a policy, `*` for any text: `ecs:UpdateService`, `rds:*`. */
  readonly action: string;
  readonly by: DenyingPolicy;
}

/** What the caller of the simulated AWS may do: everything but what is denied. */
export class Permissions {
  #denials: readonly Denial[] = [];

  /** All denials, oldest first; part of the world's state. */
  get denials(): readonly Denial[] {
    return this.#denials;
  }

  deny(action: string, by: DenyingPolicy = 'identity-based policy'): void {
    this.#denials = [...this.#denials, { action, by }];
  }

  /** Takes back what was denied in these very words. */
  allow(action: string): void {
    this.#denials = this.#denials.filter(denial => denial.action !== action);
  }

  /** What denies the action, if anything; AWS names an explicit deny before the lack of an allow. */
  denialOf(action: string): Denial | undefined {
    const denials = this.#denials.filter(denial => matches(denial.action, action));
    return denials.find(({ by }) => by !== 'identity-based policy') ?? denials[0];
  }
}

/** AWS: action names in policies are not case-sensitive. */
const matches = (pattern: string, action: string): boolean => {
  const parts = pattern.split('*').map(part => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(action);
};
