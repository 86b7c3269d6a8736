import { type SimulatedAws, simulatedChoices, startSimulatedAws } from '../compose.ts';
import { exitCodes } from '../domain/exit-code.ts';
import { Refusal } from './failure.ts';

/** What the simulated AWS of a command is to be. */
export interface StoryOptions {
  readonly seed: number;
  readonly speed: number;
  readonly port: number;
  readonly durations: number;
  /** A name; the usual world unless given. */
  readonly world?: string;
  /** A name; nothing happens by itself unless given. */
  readonly scenario?: string;
}

/** The simulated AWS, and what it was asked to be. */
export interface SimulatedStory {
  readonly simulated: SimulatedAws;
  readonly world: string;
  readonly scenario: string | undefined;
}

/**
 * Opens a world of the simulated AWS and lets a scenario begin in it.
 * @throws Refusal (usage) for a world or a scenario that does not exist, for two that do not go together, and for a port
 * that is taken
 */
export async function startStory({ world, scenario, ...options }: StoryOptions): Promise<SimulatedStory> {
  const { worlds, scenarios } = await simulatedChoices();
  const [usual] = worlds;
  const setting = named(worlds, world, 'world') ?? usual;
  const story = named(scenarios, scenario, 'scenario');
  const simulated = await start({ ...options, world: setting.name });
  const service = story?.service;
  if (story !== undefined && service !== undefined && !simulated.services.some(key => key.endsWith(`/${service}`))) {
    await simulated.close();
    throw new Refusal(
      `The scenario ${story.name} is about ${service}, and the world ${setting.name} has no such service.`,
      `Play it in another world, such as ${usual.name}, or choose another scenario; ${LIST}.`,
      exitCodes.usage,
    );
  }
  if (story !== undefined) simulated.play(story.name);
  return { simulated, world: setting.name, scenario: story?.name };
}

const LIST = 'headroom simulate --list tells what there is';

/** The one of that name; undefined where none is asked for. */
function named<Choice extends { readonly name: string }>(
  choices: readonly Choice[],
  name: string | undefined,
  kind: string,
): Choice | undefined {
  if (name === undefined) return undefined;
  const found = choices.find(choice => choice.name === name);
  if (found !== undefined) return found;
  throw new Refusal(
    `There is no ${kind} called ${name}.`,
    `Choose one of ${choices.map(choice => choice.name).join(', ')}; ${LIST}.`,
    exitCodes.usage,
  );
}

const start = (options: Parameters<typeof startSimulatedAws>[0]): Promise<SimulatedAws> =>
  startSimulatedAws(options).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new Refusal(
        `Port ${options.port} on 127.0.0.1 is taken by another program.`,
        'Choose another --port, or leave it out for any free one.',
        exitCodes.usage,
      );
    }
    throw error;
  });
