/** Ids as runs have them, each once in a test. */
export function runIds(): () => string {
  let given = 0;
  return () => {
    given += 1;
    return `20261123T${String(100_000 + given)}-k3f9`;
  };
}
