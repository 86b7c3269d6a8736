/** How fast the simulated AWS is on this machine: `npm run bench:simulator`. */
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import { startSimulator } from '../src/sim/simulator.ts';
import { DAY, HOUR } from '../src/sim/world/clock.ts';
import { openWorld, type WorldName } from '../src/sim/worlds/index.ts';

const ROUNDS = 5;
const START = Date.UTC(2026, 10, 23, 12);
const OPENING = { seed: 1, start: START, durations: 1 };

interface Row {
  readonly world: WorldName;
  readonly what: string;
  /** Milliseconds, one per round, in rising order. */
  readonly took: readonly number[];
}

/** The first round compiles, and does not count. */
const measure = async (world: WorldName, what: string, work: () => unknown): Promise<Row> => {
  const took: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const before = performance.now();
    await work();
    took.push(performance.now() - before);
  }
  return { world, what, took: took.slice(1).sort((a, b) => a - b) };
};

const openingOf = (world: WorldName): Promise<Row> => measure(world, 'opens', () => openWorld({ ...OPENING, world }));

const livingOf = (name: WorldName, what: string, stretchMs: number): Promise<Row> => {
  const { clock } = openWorld({ ...OPENING, world: name });
  return measure(name, what, () => clock.runUntil(clock.now + stretchMs));
};

/** Through the SDK and over HTTP, as headroom asks. */
const askingOf = async (world: WorldName, cluster: string, services: readonly string[]): Promise<Row> => {
  // Time stands still: only the answer is measured.
  const simulator = await startSimulator({ ...OPENING, world, speed: 1, port: 0, wallNow: () => 0 });
  const credentials = { accessKeyId: 'simulated', secretAccessKey: 'simulated' };
  const ecs = new ECSClient({ endpoint: simulator.url, region: 'us-east-1', credentials, maxAttempts: 1 });
  const ask = () => ecs.send(new DescribeServicesCommand({ cluster, services: [...services] }));
  for (let warmingUp = 0; warmingUp < 50; warmingUp += 1) await ask();
  const row = await measure(world, `describes ${services.length} services`, ask);
  ecs.destroy();
  await simulator.close();
  return row;
};

const tenOf = (first: number): readonly string[] =>
  Array.from({ length: 10 }, (_, index) => `service-${String(first + index).padStart(4, '0')}`);

const rows = [
  await openingOf('waooaw-production'),
  await livingOf('waooaw-production', 'lives seven days', 7 * DAY),
  await askingOf('waooaw-production', 'waooaw-production', ['waooaw-backend', 'waooaw-agent']),
  await openingOf('many-services'),
  await livingOf('many-services', 'lives an hour', HOUR),
  await askingOf('many-services', 'platform-37', tenOf(3700)),
];

const ms = (value = 0): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));

const lines = [
  ['world', 'what', `median of ${ROUNDS}, ms`, 'spread, ms'],
  ...rows.map(({ world, what, took }) => [
    world,
    what,
    ms(took[Math.floor(ROUNDS / 2)]),
    `${ms(took[0])} to ${ms(took.at(-1))}`,
  ]),
];
const widths = [0, 1, 2, 3].map(column => Math.max(...lines.map(line => line[column]?.length ?? 0)));
for (const line of lines) {
  const cells = line.map((cell, column) => (column < 2 ? cell.padEnd : cell.padStart).call(cell, widths[column] ?? 0));
  console.log(cells.join('  '));
}
