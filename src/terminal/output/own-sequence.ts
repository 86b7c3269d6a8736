/** A sequence that the egress would drop from anywhere else. Only this file makes them, of constants and safe letters. */
export type OwnSequence = string & { readonly isOwnSequence: true };

// The brand exists for the compiler only.
const own = (sequence: string): OwnSequence => sequence as OwnSequence;

/** OSC 52: the terminal at the reader's end takes it, through SSH and tmux, and moves nothing on the screen. */
export const clipboard = (text: string): OwnSequence =>
  own(`\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`);

/**
 * Modes in which a terminal sends what nobody typed: mouse, focus, other keyboards. A program that died may have left
 * them on, and headroom wants none of them. Last a reset: terminals that do not know the form before it may take it
 * for a style.
 */
export const silentInput: OwnSequence = own(
  [
    ...[9, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 1016].map(mode => `\u001b[?${mode}l`),
    '\u001b[=0u',
    '\u001b[>4;0m',
    '\u001b[0m',
  ].join(''),
);
