import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { headlessAccount, headroom } from '../support/headless.ts';
import { tempDir } from '../support/temp-dir.ts';

interface CreatedTopic {
  readonly Name: string;
  readonly Attributes: Readonly<Record<string, string>>;
}

/** A saved plan that creates a topic, carried out after somebody else has created one of this name. */
async function afterSomebodyElse(differently: Readonly<Record<string, string>>) {
  const { simulator, flags } = await headlessAccount();
  const path = join(tempDir(), 'plan.json');
  const notifications = ['set-up-notifications', '--service', 'waooaw-backend', '--tell', 'nobody'];
  expect(await headroom(['plan', ...notifications, '--out', path, ...flags])).toMatchObject({ exitCode: 0 });
  const { steps } = JSON.parse(readFileSync(path, 'utf8')) as {
    steps: { effect?: { operation: string; input: CreatedTopic } }[];
  };
  const created = steps.find(({ effect }) => effect?.operation === 'sns:CreateTopic')?.effect?.input;
  if (created === undefined) throw new Error('this plan creates a topic');
  simulator.perform({
    call: 'sns:CreateTopic',
    input: { ...created, Attributes: { ...created.Attributes, ...differently } },
    principal: 'arn:aws:sts::123456789012:assumed-role/somebody-else/ben',
  });
  return await headroom(['run', path, '--confirm', 'waooaw-backend', ...flags]);
}

describe('O2: what is to be created and is there already', () => {
  it('counts as done where it is the same', async () => {
    const { exitCode, stdout } = await afterSomebodyElse({});
    expect(stdout).toMatch(/already/);
    expect(exitCode).toBe(0);
  });

  it('is left as it is where it is another, and nothing is written', async () => {
    const { exitCode, stdout, stderr } = await afterSomebodyElse({ DisplayName: 'somebody else’s' });
    expect(stdout + stderr).toMatch(/somebody else’s/);
    expect(exitCode).toBe(3);
  });
});
