import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freshStateDir, type Simulated, startSimulated } from '../test/support/simulated.ts';
import { openTerminal, type TerminalOptions, type TestTerminal } from '../test/support/terminal.ts';

/** The built program in a pseudo-terminal, at a simulated AWS that is another process: its own cost and nobody else's. */
export interface MeasuredProgram {
  readonly terminal: TestTerminal;
  /** Processor time so far, of user and system, in milliseconds. */
  cpuMs(): number;
  memoryMb(): number;
  /** Percent of one processor over a stretch of time. */
  cpuPercent(forMs: number): Promise<number>;
  end(): Promise<void>;
}

interface ProgramOptions extends Partial<Pick<TerminalOptions, 'columns' | 'rows' | 'nodeOptions'>> {
  /** The services to show; all that the account lists otherwise. */
  readonly services?: readonly string[];
  /** Off, Ink writes to the terminal by itself. */
  readonly cells?: boolean;
  readonly args?: readonly string[];
}

export function openProgram(
  aws: Pick<Simulated, 'url'>,
  { columns = 120, rows = 40, services, cells = true, nodeOptions = [], args = [] }: ProgramOptions = {},
): MeasuredProgram {
  const config = services === undefined ? [] : ['--config', configOf(services), '--env', 'measured'];
  const terminal = openTerminal(
    ['--endpoint', aws.url, '--state-dir', freshStateDir(), '--read-only', ...config, ...args],
    { columns, rows, nodeOptions, env: { HEADROOM_CELLS: cells ? '1' : '0' } },
  );
  const { pid } = terminal;
  const cpuMs = (): number => {
    // proc(5): fields 14 and 15 are utime and stime in ticks of 10 ms; the name before them may hold blanks.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  };
  return {
    terminal,
    cpuMs,
    memoryMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
    async cpuPercent(forMs) {
      const [cpu, time] = [cpuMs(), performance.now()];
      await pause(forMs);
      return (100 * (cpuMs() - cpu)) / (performance.now() - time);
    },
    async end() {
      terminal.kill('SIGTERM');
      await terminal.exit;
    },
  };
}

function configOf(services: readonly string[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'headroom-bench-')), 'config.json');
  writeFileSync(path, JSON.stringify({ environments: { measured: { services } } }));
  return path;
}

/** The first services of the world `many-services`. */
export const servicesOf = (count: number): readonly string[] =>
  Array.from(
    { length: count },
    (_, number) => `platform-${digits(Math.floor(number / 100), 2)}/service-${digits(number, 4)}`,
  );

const digits = (value: number, width: number): string => String(value).padStart(width, '0');

/** Five thousand services of which as many are shown as a measurement wants: the same AWS for every size. */
export const manyServices = (): Promise<Simulated> => startSimulated(['--world', 'many-services', '--speed', '1']);

/** The table has its numbers: counts, bounds and metrics of the first row. */
export const filledRow = /service-0000 +\d+ +\d+ +\d+ +\d+–\d+ +on +\d+ %/;
