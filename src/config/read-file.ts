import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError } from './config-error.ts';

const { O_NONBLOCK, O_RDONLY } = fs.constants;

/** A configuration of a thousand services is 50 kB; what is larger than this is none. */
const largestBytes = 256 * 1024;

/**
 * The text of the configuration file; undefined where there is none.
 *
 * Invariant: what others could have written is not believed, since it says where requests go and how hard confirmations
 * are. A link is followed when it is the user's own, as tools that manage such files make them.
 *
 * @throws ConfigError
 */
export function readConfigFile(path: string): string | undefined {
  let fd: number;
  try {
    refuseForeign(path, fs.lstatSync(path));
    // Without O_NONBLOCK, opening a pipe would wait for a writer for ever.
    fd = fs.openSync(path, O_RDONLY | O_NONBLOCK);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw unreadable(path, error instanceof Error ? error.message : String(error));
  }
  try {
    const stat = fs.fstatSync(fd);
    if (!stat.isFile()) throw unreadable(path, 'it is not a regular file');
    if (stat.size > largestBytes) throw unreadable(path, `it is larger than ${largestBytes / 1024} kB`);
    refuseForeign(path, stat);
    if (isOpenToOthers(stat) || isOpenToOthers(fs.statSync(dirname(fs.realpathSync(path))))) {
      throw new ConfigError(
        `The configuration ${path} is not used: every user of this machine could change it.`,
        `Take that away: chmod o-w ${path} and its directory.`,
      );
    }
    return fs.readFileSync(fd, 'utf8');
  } finally {
    fs.closeSync(fd);
  }
}

/** Anybody may write there, and nothing keeps them from replacing what others have put there. */
const isOpenToOthers = ({ mode }: fs.Stats): boolean => (mode & 0o002) !== 0 && (mode & 0o1000) === 0;

/** A file of root is the machine's administrator's. Where the system knows no users, every file is ours. */
function refuseForeign(path: string, { uid }: fs.Stats): void {
  const own = process.getuid?.();
  if (own === undefined || uid === own || uid === 0) return;
  throw new ConfigError(
    `The configuration ${path} is not used: it belongs to another user.`,
    'Copy it into a file of your own, and look at what it says.',
  );
}

const unreadable = (path: string, because: string): ConfigError =>
  new ConfigError(
    `The configuration ${path} cannot be read: ${because}.`,
    'Check the path and its permissions, or leave out --config.',
  );
