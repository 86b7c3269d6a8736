/** The oldest Node that has what this program uses, as `engines` in package.json says. */
export const oldestNode = '22.12';

/** What to say on a Node that is too old, instead of failing in the middle of something; undefined where it will do. */
export function tooOldNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = oldestNode.split('.').map(Number);
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return undefined;
  return (
    `headroom: this is Node ${version}, and headroom needs ${oldestNode} or newer. Nothing was started.\n` +
    '  Next: call it with a newer Node: PATH=/path/to/newer/node/bin:$PATH headroom\n'
  );
}
