import { EventEmitter } from 'node:events';
import { createCellOutput } from '../../src/process/cell-output.ts';
import { RandomStream } from '../../src/sim/world/rng.ts';
import { Terminal } from './emulator.ts';
import { leastBytes, pictureOf } from './least-bytes.ts';

/** How a dashboard changes from one tick to the next. */
export type Story = 'whole rows' | 'a counter in every row' | 'the clock' | 'nothing';

export interface Told {
  readonly bytes: number;
  readonly least: number;
  readonly writes: number;
  readonly erases: number;
}

const ticks = 15;

/** Frames of a table, drawn through the cells; what they cost in all, and what they might have cost at least. */
export async function tell(story: Story, columns: number, rows: number): Promise<Told> {
  const emulator = new Terminal({ cols: columns, rows, scrollback: 0, allowProposedApi: true, convertEol: true });
  const writes: string[] = [];
  const tty = Object.assign(new EventEmitter(), {
    columns,
    rows,
    write(data: string) {
      writes.push(data);
      emulator.write(data);
    },
  });
  const { stdout } = createCellOutput(tty, { pace: { now: () => 0, later: (_, what) => queueMicrotask(what) } });
  const draw = async (frame: string): Promise<void> => {
    await new Promise<void>(resolve => stdout.write(frame, () => resolve()));
    await new Promise<void>(resolve => emulator.write('', resolve));
  };
  const table = tableOf(columns, rows);
  await draw(`\u001b[?1049h${frameOf(table.lines())}`);
  let told: Told = { bytes: 0, least: 0, writes: 0, erases: 0 };
  for (let tick = 0; tick < ticks; tick += 1) {
    table.pass(story);
    const [before, from] = [pictureOf(emulator), writes.length];
    await draw(frameOf(table.lines()));
    const sent = writes.slice(from).join('');
    told = {
      bytes: told.bytes + Buffer.byteLength(sent),
      least: told.least + leastBytes(before, pictureOf(emulator)),
      writes: told.writes + writes.length - from,
      erases: told.erases + (sent.match(/\u001b\[[0-3]?J|\u001b\[[12]K/g)?.length ?? 0),
    };
  }
  emulator.dispose();
  return { bytes: told.bytes / ticks, least: told.least / ticks, writes: told.writes / ticks, erases: told.erases };
}

const frameOf = (lines: readonly string[]): string => `\u001b[?2026h\u001b[H${lines.join('\n')}\u001b[?2026l`;

const blocks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** Names, counters, and a sparkline that moves on whenever its row is read again. */
function tableOf(columns: number, rows: number) {
  const random = new RandomStream(7);
  const width = Math.max(8, Math.floor((columns - 44) / 2));
  const services = Array.from({ length: rows - 2 }, (_, index) => ({
    name: `service-${String(index).padStart(3, '0')}`,
    cpu: random.below(100),
    memory: random.below(100),
    trend: Array.from({ length: width }, () => random.below(8)),
  }));
  let seconds = 0;
  return {
    lines: (): readonly string[] => [
      ` headroom  read 12:00:${String(seconds % 60).padStart(2, '0')}`,
      ...services.map(({ name, cpu, memory, trend }) => {
        const hot = cpu > 80 ? `\u001b[31m${String(cpu).padStart(3)} %\u001b[39m` : `${String(cpu).padStart(3)} %`;
        return `   ${name.padEnd(20)} ${hot} ${String(memory).padStart(3)} %  \u001b[2m${trend.map(level => blocks[level]).join('')}\u001b[22m`;
      }),
    ],
    pass(story: Story) {
      if (story === 'nothing') return;
      seconds += 1;
      if (story === 'the clock') return;
      for (const service of services) {
        if (story === 'whole rows' && random.below(12) > 0) continue;
        service.cpu = (service.cpu + 1 + random.below(9)) % 100;
        if (story === 'a counter in every row') continue;
        service.memory = random.below(100);
        service.trend = [...service.trend.slice(1), random.below(8)];
      }
    },
  };
}
