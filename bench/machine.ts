import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';

/** Programs that are measured beside headroom where they are installed, and how each tells its version. */
const peers: Readonly<Record<string, readonly string[]>> = {
  aws: ['--version'],
  htop: ['--version'],
  top: ['-V'],
  btop: ['--version'],
  watch: ['--version'],
};

/** The version of a peer in its own words; undefined where it is not installed. */
export function versionOf(peer: string): string | undefined {
  const { status, stdout, stderr } = spawnSync(peer, [...(peers[peer] ?? [])], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 ? (`${stdout}${stderr}`.trim().split('\n')[0] ?? '') : undefined;
}

/** What the figures were measured on, one sentence each. */
export function machineLines(): readonly string[] {
  const processors = cpus();
  return [
    `${processors.length} cores (${processors[0]?.model.trim() ?? 'unknown'}), ${process.platform} ${process.arch}, Node ${process.versions.node}.`,
    ...Object.keys(peers).map(
      peer => `${peer}: ${versionOf(peer) ?? 'not installed, so nothing is compared with it'}.`,
    ),
  ];
}
