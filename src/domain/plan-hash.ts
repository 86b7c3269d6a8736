import type { Plan } from './plan.ts';

const offsetBasis = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;

/**
 * What ties an answer to the plan that was on the screen: 16 hexadecimal digits of all that the plan says (FNV-1a, 64 bit).
 * It is against confusion, not against forgery: whoever can change the plan in this process needs no collision.
 */
export function planHash(plan: Plan): string {
  let hash = offsetBasis;
  for (const character of JSON.stringify(plan)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * prime);
  }
  return hash.toString(16).padStart(16, '0');
}
