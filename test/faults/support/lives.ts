import type { ApplyStep, Plan } from '../../../src/domain/plan.ts';
import { whyNotResumable } from '../../../src/domain/resume.ts';
import { type Run, type RunEvent, replay } from '../../../src/domain/run.ts';
import { seconds } from '../../../src/domain/time.ts';
import { runPath } from '../../../src/journal/files.ts';
import { openJournal, reopenJournal } from '../../../src/journal/journal.ts';
import { readJournal } from '../../../src/journal/read.ts';
import type { RunPorts } from '../../../src/runner/context.ts';
import { createRunControls } from '../../../src/runner/controls.ts';
import type { Operator } from '../../../src/runner/operators/operator.ts';
import { agree, scriptOperator } from '../../../src/runner/operators/script.ts';
import { resumeRun } from '../../../src/runner/resume-run.ts';
import { type RunResult, type RunSurroundings, runPlan } from '../../../src/runner/run-plan.ts';
import type { InProcessAws } from './in-process-aws.ts';
import { type Life, liveUntil, type Remains } from './life.ts';

export interface Death {
  /** The number of the moment at which a life dies. */
  readonly at: number;
  readonly remains: Remains;
}

export interface Biography {
  readonly runId: string;
  readonly lives: readonly Life[];
  /** What the journal holds in the end. */
  readonly events: readonly RunEvent[];
  /** Undefined where the run died before it had begun. */
  readonly run: Run | undefined;
  /** Attempts of a life to write without a yes that this same life was given. */
  readonly unasked: number;
}

export interface BiographyOptions {
  readonly aws: InProcessAws;
  readonly plan: Plan;
  readonly stateDir: string;
  readonly runId: string;
  /** How each life ends, in order; the ones after them live. */
  readonly deaths?: readonly Death[];
  readonly operator?: Operator;
  /** False leaves out the watches, as --no-hold does. */
  readonly hold?: boolean;
  /** Put around the ports of AWS, below the life. */
  readonly around?: (ports: RunPorts, aws: InProcessAws, plan: Plan) => RunPorts;
  /** Called when a request has left and has not reached AWS yet. */
  readonly beforeWrite?: (step: ApplyStep, aws: InProcessAws) => Promise<void>;
}

/** A restarted program does not come back in the same moment. */
const restartMs = seconds(7);

/** Carries out a plan in as many lives as it takes: each that dies or stops is followed by one that resumes. */
export async function liveThrough(options: BiographyOptions): Promise<Biography> {
  const { aws, stateDir, runId, deaths = [], operator = scriptOperator(agree), around = ports => ports } = options;
  const watched = watchedPorts(options);
  const lives: Life[] = [];
  let unasked = 0;
  for (;;) {
    const death = deaths[lives.length];
    const life = liveUntil(death?.at, death?.remains ?? 'written');
    lives.push(life);
    const ports = life.ports(around(watched, aws, options.plan));
    const surroundings: Omit<RunSurroundings, 'journal'> = {
      program: 'headroom',
      operator: life.operator(operator),
      signals: createRunControls().signals,
      hold: options.hold ?? false,
      onEvent: () => {},
      ports: {
        ...ports,
        gateway: {
          write(effect, grant) {
            if (life.yeses() === 0) unasked += 1;
            return ports.gateway.write(effect, grant);
          },
        },
      },
    };
    await Promise.race([liveOnce(options, life, surroundings, lives.length === 1), life.death]);
    const { events } = readJournal(runPath(stateDir, runId));
    const run = replay(events);
    const isOver = run === undefined || whyNotResumable(run) !== undefined || lives.length > deaths.length + 3;
    if (isOver) return { runId, lives, events, run, unasked };
    await aws.clock.sleep(restartMs);
  }
}

function watchedPorts({ aws, plan, beforeWrite }: BiographyOptions): RunPorts {
  if (beforeWrite === undefined) return aws.ports;
  return {
    ...aws.ports,
    gateway: {
      async write(effect, grant) {
        const step = plan.steps.find(({ id }) => id === grant.stepId);
        if (step?.kind === 'apply') await beforeWrite(step, aws);
        return aws.ports.gateway.write(effect, grant);
      },
    },
  };
}

async function liveOnce(
  { stateDir, runId, plan }: BiographyOptions,
  life: Life,
  surroundings: Omit<RunSurroundings, 'journal'>,
  isFirst: boolean,
): Promise<RunResult | undefined> {
  if (isFirst) {
    const journal = openJournal(stateDir, runId, life.disk);
    return closing(journal, runPlan({ ...surroundings, journal, plan, runId }));
  }
  try {
    const journal = reopenJournal(stateDir, runId, life.disk);
    return await closing(journal, resumeRun({ ...surroundings, journal, by: 'the next life' }, journal.events));
  } catch (error) {
    // It may die while it opens the journal, too.
    if (life.isDead()) return undefined;
    throw error;
  }
}

const closing = <T>(journal: { close(): void }, ended: Promise<T>): Promise<T> => ended.finally(journal.close);
