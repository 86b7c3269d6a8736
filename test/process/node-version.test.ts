import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { oldestNode, tooOldNode } from '../../src/process/node-version.ts';

it.each(['22.12.0', '22.20.1', '24.0.0'])('says nothing on Node %s', version => {
  expect(tooOldNode(version)).toBeUndefined();
});

it.each(['18.20.4', '20.20.2', '22.11.0'])('says on Node %s what is needed and what to do', version => {
  expect(tooOldNode(version)).toContain(`this is Node ${version}, and headroom needs ${oldestNode} or newer`);
  expect(tooOldNode(version)).toContain('Next: ');
});

it('asks for what package.json asks for', () => {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  expect(JSON.parse(manifest)).toMatchObject({ engines: { node: `>=${oldestNode}` } });
});
