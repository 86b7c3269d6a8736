import { describe, expect, it } from 'vitest';
import type { InputFields } from '../../../src/domain/input-field.ts';
import { KeysProvider } from '../../../src/hooks/keys-provider.tsx';
import { ProcedureFlow } from '../../../src/screens/wizard/flow.tsx';
import type { Answers } from '../../../src/screens/wizard/wizard-state.ts';
import { drawOn, fakeSession, type TestScreen } from '../../support/screen.tsx';
import { pictureSnapshot } from '../../support/ui-snapshots.ts';

const fields = {
  name: {
    kind: 'text',
    label: 'Name',
    help: 'What the action is called.',
    pattern: /^[a-z-]{1,20}$/,
    whatFits: 'small letters and -, such as night-down',
  },
  at: { kind: 'time', label: 'Start', help: 'When it begins.', startsAt: '2026-11-27 09:00 Europe/Berlin' },
  webhook: { kind: 'secret', label: 'Webhook', help: 'Where it is told.' },
  lead: { kind: 'duration', label: 'Lead', help: 'How long before.', minMs: 0, maxMs: 86_400_000, default: '1h' },
} satisfies InputFields;

interface Opened {
  readonly screen: TestScreen;
  readonly inputs: Answers[];
  readonly kept: string[];
}

const reference = `kept:sha256:${'0'.repeat(64)}:prompt:`;

function open({ width, height } = { width: 80, height: 24 }): Opened {
  const inputs: Answers[] = [];
  const kept: string[] = [];
  const session = fakeSession(
    { snapshot: pictureSnapshot() },
    {
      actions: {
        keepSecret(secret) {
          kept.push(secret);
          return reference;
        },
      },
    },
  );
  const screen = drawOn(
    <KeysProvider>
      <ProcedureFlow
        width={width}
        height={height}
        title="Schedule"
        fields={fields}
        given={{}}
        deviations={[]}
        go={() => {}}
        back={() => {}}
        makePlan={async answers => {
          inputs.push(answers);
          return { kind: 'nothing-to-do', because: 'It is so already.' };
        }}
      />
    </KeysProvider>,
    { width, height, session },
  );
  return { screen, inputs, kept };
}

const shows = (screen: TestScreen, ...words: readonly string[]): Promise<string> =>
  screen.until(frame => words.every(word => frame.includes(word)));

describe('a question that is answered by a line of text', () => {
  it('says what fits, and keeps what was typed until it does', async () => {
    const { screen } = open();
    await shows(screen, 'What the action is called.', 'small letters and -, such as night-down');
    screen.press(...'Night', 'enter');
    await shows(screen, 'Name must be small letters and -, such as night-down; got Night');
    screen.press('backspace', 'backspace', 'backspace', 'backspace', 'backspace', ...'night-down', 'enter');
    await shows(screen, 'When it begins.');
  });

  it('takes letters as text, also those that are keys elsewhere, and a paste as it is', async () => {
    const { screen } = open();
    await shows(screen, 'What the action is called.');
    screen.press('q', 's', 'j');
    await shows(screen, '[ qsj');
    screen.paste('-pasted');
    await shows(screen, '[ qsj-pasted');
  });

  it('goes from one to the next, with what is suggested, and shows a secret to nobody', async () => {
    const { screen, inputs, kept } = open();
    await shows(screen, 'What the action is called.');
    screen.press(...'sale', 'enter');
    await shows(screen, '[ 2026-11-27 09:00 Europe/Berlin');
    screen.press('enter');
    await shows(screen, 'Where it is told.');
    screen.paste('https://hooks.example.com/T0');
    const masked = await shows(screen, '[ •••');
    expect(masked).not.toContain('hooks');
    screen.press('enter');
    await shows(screen, 'There is nothing to do');
    expect(kept).toEqual(['https://hooks.example.com/T0']);
    expect(inputs).toEqual([{ name: 'sale', at: '2026-11-27 09:00 Europe/Berlin', webhook: reference }]);
  });

  it('offers what has a default among the options', async () => {
    const { screen, inputs } = open();
    await shows(screen, 'What the action is called.');
    screen.press(...'sale', 'enter');
    await shows(screen, 'When it begins.');
    screen.press('enter');
    await shows(screen, 'Where it is told.');
    screen.press('x', 'enter');
    await shows(screen, 'There is nothing to do');
    screen.press('o');
    await shows(screen, 'How long before.', '[ 1h');
    screen.press('backspace', 'backspace', ...'30m', 'enter');
    await screen.until(() => inputs.length === 2);
    expect(inputs[1]).toMatchObject({ lead: '30m' });
  });

  it('never draws beyond the terminal, however long the text', async () => {
    const { screen } = open({ width: 60, height: 12 });
    await shows(screen, 'What the action is called.');
    screen.paste('a'.repeat(300));
    const frame = await shows(screen, '…aaa');
    for (const line of frame.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  });
});
