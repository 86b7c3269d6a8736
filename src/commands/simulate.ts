import { simulatedChoices } from '../compose.ts';
import { type ExitCode, exitCodes } from '../domain/exit-code.ts';
import { asJson } from './as-json.ts';
import type { Flags, Io } from './io.ts';
import { type SimulatedStory, startStory } from './simulated-story.ts';

export interface SimulateOptions extends Flags {
  readonly seed: number;
  readonly speed?: number;
  readonly port: number;
  readonly durations: number;
  readonly world?: string;
  readonly scenario?: string;
  readonly list?: boolean;
}

/** `headroom simulate`: the simulated AWS alone, until a signal ends it; with --list only what it can be. */
export async function simulate(io: Io, options: SimulateOptions): Promise<ExitCode> {
  if (options.list) return listChoices(io, options);
  const { seed, speed = 1 } = options;
  const story = await startStory({ ...options, speed });
  const { simulated, world, scenario } = story;
  const { url, controlToken } = simulated;
  // Its token is meant to be read here: it opens nothing but this simulated AWS.
  if (options.json) io.raw(asJson({ url, seed, speed, world, scenario: scenario ?? null, controlToken }));
  else io.raw(`${introduction(story, { seed, speed }).join('\n')}\n`);
  await new Promise<void>(resolve => {
    if (io.signal.aborted) resolve();
    else io.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await simulated.close();
  return exitCodes.done;
}

const introduction = (
  { simulated, world, scenario }: SimulatedStory,
  { seed, speed }: { seed: number; speed: number },
): readonly string[] => {
  const { url, controlToken, services } = simulated;
  const [cluster, service] = services[0]?.split('/') ?? [];
  const story = scenario === undefined ? '' : `, playing ${scenario}`;
  return [
    `Simulated AWS on ${url} (${world}, seed ${seed}, ${speed}x time${story}). Stop it with ctrl-c.`,
    '',
    'Any credentials do. From another terminal:',
    `  headroom --endpoint ${url}`,
    `  AWS_ACCESS_KEY_ID=simulated AWS_SECRET_ACCESS_KEY=simulated aws --region us-east-1 --endpoint-url ${url} \\`,
    `    ecs describe-services --cluster ${cluster} --services ${service}`,
    '',
    'To let things go wrong in it:',
    `  curl -H 'x-sim-token: ${controlToken}' ${url}/_sim/control/scenarios`,
    `  curl -H 'x-sim-token: ${controlToken}' ${url}/_sim/control/scenario -d '{"run":"campaign"}'`,
  ];
};

async function listChoices(io: Io, { json }: Flags): Promise<ExitCode> {
  const choices = await simulatedChoices();
  const worlds = choices.worlds.map(({ name, summary }) => ({ name, summary }));
  const scenarios = choices.scenarios.map(({ name, summary, service }) => ({
    name,
    summary,
    service: service ?? null,
  }));
  if (json) io.out(`${JSON.stringify({ worlds, scenarios }, null, 2)}\n`);
  else {
    const widest = Math.max(...[...worlds, ...scenarios].map(({ name }) => name.length));
    const asLine = ({ name, summary }: { name: string; summary: string }): string =>
      `  ${name.padEnd(widest)}  ${summary}`;
    io.out(
      [
        'Worlds, for --world; the first one unless you ask for another',
        ...worlds.map(asLine),
        '',
        'Scenarios, for --scenario; none unless you ask for one',
        ...scenarios.map(asLine),
        '',
      ].join('\n'),
    );
  }
  return exitCodes.done;
}
