import { speaksUnicode } from '../terminal/output/ascii.ts';
import { createEgress, type Egress } from '../terminal/output/egress.ts';
import { clipboard, silentInput } from '../terminal/output/own-sequence.ts';
import { type GuardedStream, guardStream } from './guarded-stream.ts';
import { type Guardian, startGuardian } from './guardian.ts';
import { createKeyboard, type Keyboard } from './keyboard.ts';
import { createScreenOutput, type ScreenOutput } from './screen-output.ts';

export interface ProcessTerminal {
  /** The streams of a full screen, the same ones each time. */
  openScreen(): ProcessScreen;
  /** What stays to be said where the process ends before anybody took it back with no lines: which run is under way. */
  lastWords(lines: readonly string[]): void;
  /** Leaves the full screen and raw mode at once, wherever the program is. Does nothing where nothing was begun. */
  giveBack(): void;
  /** Nobody is at the other end any more; nothing is written from here on. */
  hungUp(): void;
}

interface ProcessScreen {
  /** Whether something is drawn on it already. */
  isOpen(): boolean;
  // Ink asks for whole streams and uses what these have.
  readonly stdout: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
  /** Puts the text into the clipboard of the terminal. */
  copy(text: string): void;
}

/**
 * This process's terminal: from here on, whatever is written to it passes the egress, and however the process ends, it
 * is given back. What goes into a file or a pipe stays as it is.
 */
export function attachTerminal(): ProcessTerminal {
  const ascii = !speaksUnicode(process.env);
  const guards: readonly { readonly stream: GuardedStream; readonly egress: Egress }[] = [
    process.stdout,
    process.stderr,
  ]
    .filter(stream => stream.isTTY)
    .map(stream => {
      const egress = createEgress({ ascii });
      return { stream: guardStream(stream, egress), egress };
    });
  let output: ScreenOutput | undefined;
  let screen: ProcessScreen | undefined;
  let guardian: Guardian | undefined;
  let words: readonly string[] = [];
  let isHungUp = false;

  const say = (text: string): void => {
    if (!isHungUp) process.stderr.write(text);
  };

  function giveBack(): void {
    output?.close();
    if (isHungUp) return;
    // Nobody else makes it raw; whoever opened no screen need not make the stream for the question.
    if (output !== undefined && process.stdin.isRaw) process.stdin.setRawMode(false);
    for (const { stream, egress } of guards) {
      const leaving = egress.modes.leaving();
      if (leaving !== '') stream.stream.write(leaving);
    }
    guardian?.holds(false);
  }

  process.on('exit', () => {
    giveBack();
    for (const line of words) say(`  ${line}\n`);
    const dropped = guards.reduce((sum, { egress }) => sum + egress.dropped, 0);
    if (dropped > 0)
      say(`headroom: ${dropped} control sequences were kept from the terminal. This is a fault of headroom.\n`);
    guardian?.dismiss();
  });

  function openScreen(): ProcessScreen {
    const [guarded] = guards;
    if (guarded === undefined || guarded.stream.stream !== process.stdout) {
      throw new Error('a full screen was opened where stdout is no terminal');
    }
    const { stream, egress } = guarded;
    // Before anything is drawn: not even a start that is killed leaves a full screen behind.
    if (process.platform !== 'win32') guardian = startGuardian();
    guardian?.say(words);
    output = createScreenOutput(process.stdout, egress.modes, {
      // With each beginning, also after the shell had the terminal in between: who knows what ran there.
      began() {
        stream.writeOwn(silentInput);
        guardian?.holds(true);
      },
      ended: () => guardian?.holds(false),
    });
    let isTold = false;
    const openKeyboard = (): Keyboard =>
      createKeyboard(process.stdin, {
        beforeRaw: () => guardian?.keepModes(),
        afterRaw() {
          if (!isTold) guardian?.hasModes();
          isTold = true;
        },
      });
    let keyboard: Keyboard | undefined;
    return {
      isOpen: () => egress.modes.isOn('alternateScreen'),
      stdout: output as unknown as NodeJS.WriteStream,
      // Made after the picture of the start, which needs none.
      get stdin() {
        keyboard ??= openKeyboard();
        return keyboard as unknown as NodeJS.ReadStream;
      },
      copy: text => stream.writeOwn(clipboard(text)),
    };
  }

  return {
    openScreen() {
      screen ??= openScreen();
      return screen;
    },
    lastWords(lines) {
      words = lines;
      guardian?.say(lines);
    },
    giveBack,
    hungUp() {
      isHungUp = true;
    },
  };
}
