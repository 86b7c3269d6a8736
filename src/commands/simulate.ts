import { startSimulatedAws } from '../compose.ts';
import { type ExitCode, exitCodes } from '../domain/exit-code.ts';
import { asJson } from './as-json.ts';
import { Refusal } from './failure.ts';
import type { Flags, Io } from './io.ts';

/** `headroom simulate`: the simulated AWS alone, until a signal ends it. */
export async function simulate(
  io: Io,
  options: Flags & { seed: number; speed?: number; port: number; durations: number },
): Promise<ExitCode> {
  const speed = options.speed ?? 1;
  const simulated = await startSimulatedAws({ ...options, speed }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new Refusal(
        `Port ${options.port} on 127.0.0.1 is taken by another program.`,
        'Choose another --port, or leave it out for any free one.',
        exitCodes.usage,
      );
    }
    throw error;
  });
  const { url, controlToken } = simulated;
  // Its token is meant to be read here: it opens nothing but this simulated AWS.
  if (options.json) io.raw(asJson({ url, seed: options.seed, speed, controlToken }));
  else {
    io.raw(
      [
        `Simulated AWS on ${url} (seed ${options.seed}, ${speed}x time). Stop it with ctrl-c.`,
        '',
        'Any credentials do. From another terminal:',
        `  headroom --endpoint ${url}`,
        `  AWS_ACCESS_KEY_ID=simulated AWS_SECRET_ACCESS_KEY=simulated aws --region us-east-1 --endpoint-url ${url} \\`,
        '    ecs describe-services --cluster waooaw-production --services waooaw-backend',
        '',
        'To let things go wrong in it:',
        `  curl -H 'x-sim-token: ${controlToken}' ${url}/_sim/control/scenarios`,
        `  curl -H 'x-sim-token: ${controlToken}' ${url}/_sim/control/scenario -d '{"run":"campaign"}'`,
        '',
      ].join('\n'),
    );
  }
  await new Promise<void>(resolve => {
    if (io.signal.aborted) resolve();
    else io.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await simulated.close();
  return exitCodes.done;
}
