import type { Run } from '../domain/run.ts';
import type { Flags } from './io.ts';

/**
 * What stays on the terminal after the full screen is gone: how the session's newest run came out, and what to do.
 * A run whose end did not come in time is said to have none.
 */
export function farewell(run: Run, flags: Flags): string {
  const flagsAgain = deciding(flags);
  return lines([
    ...outcome(run),
    ...nextStep(run),
    `All that it did: headroom history ${run.id}`,
    ...(flagsAgain === '' ? [] : [`Give these commands the same flags: ${flagsAgain}`]),
  ]);
}

/** The same after a demo, whose AWS has ended with it: there is nothing left to look at or to take back. */
export const demoFarewell = (run: Run, stateDir: string): string =>
  lines([
    ...outcome(run),
    'It ran on a simulated AWS, which has ended with headroom.',
    `All that it did: headroom history ${run.id} --state-dir ${stateDir}`,
  ]);

/** What is to be said where the process ends before the run does: nobody can be asked any more. */
export const lastWords = (run: Run, flags: Flags): readonly string[] => [
  `Run ${run.id} was under way.`,
  `Look at what it did, and go on from there: ${['headroom resume', run.id, deciding(flags)].join(' ').trimEnd()}`,
];

export const demoLastWords = (run: Run, stateDir: string): readonly string[] => [
  `Run ${run.id} was under way on a simulated AWS, which has ended with headroom.`,
  `All that it did: headroom history ${run.id} --state-dir ${stateDir}`,
];

const lines = ([first = '', ...more]: readonly string[]): string =>
  [first, ...more.map(line => `  ${line}`), ''].join('\n');

const outcome = ({ id, plan, ended }: Run): readonly string[] => [
  `Run ${id}: ${plan.summary}`,
  ended === undefined
    ? '? It had not ended when headroom did. What AWS was asked for goes on, and nobody watches it.'
    : `${ended.kind === 'completed' ? '✓' : '▲'} ${ended.says}`,
];

function nextStep({ id, ended }: Run): readonly string[] {
  if (ended === undefined)
    return [`Next: go on with it: headroom resume ${id}. To take it back instead: headroom undo ${id}`];
  return ended.kind === 'stopped' ? [`Next: ${ended.nextStep}`] : [`To take it back: headroom undo ${id}`];
}

/** The flags that decide which AWS and which journal is meant, as they were typed. */
function deciding({ env, config, profile, region, endpoint, stateDir }: Flags): string {
  const given = { env, config, profile, region, endpoint, 'state-dir': stateDir };
  return Object.entries(given)
    .flatMap(([flag, value]) => (value === undefined ? [] : [`--${flag} ${value}`]))
    .join(' ');
}
