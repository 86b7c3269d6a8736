import { MINUTE, SECOND, type SimTime } from './clock.ts';
import { memoryPercent } from './load-model.ts';
import { LogGroup } from './log-group.ts';
import { lifeLines } from './log-lines.ts';
import type { WorkSample } from './log-samples.ts';
import type { RandomStream } from './rng.ts';
import type { Service, TaskDefinition } from './services.ts';
import type { TargetGroup } from './targets.ts';
import { isRunning, leakedPart, type Task } from './tasks.ts';

const RETENTION_DAYS = 30;

/** How often a health check that fails leaves a line, as often as it is made. */
const CHECKED_EVERY_MS = 30 * SECOND;

/** From this part of its memory on, an application that leaks complains once a minute. */
const COMPLAINS_FROM_PERCENT = 75;

interface Surroundings {
  readonly chance: (name: string) => RandomStream;
  readonly taskDefinition: (arn: string) => TaskDefinition | undefined;
}

/** CloudWatch Logs: what the applications in the containers write. A container that never starts writes nothing. */
export class Logs {
  readonly #world: Surroundings;
  readonly #groups = new Map<string, LogGroup>();
  readonly #groupOf = new Map<Service, LogGroup>();

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
  }

  /** All log groups by name, in the order of their names, as DescribeLogGroups lists them. */
  groups(): readonly LogGroup[] {
    return [...this.#groups.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(name: string): LogGroup | undefined {
    return this.#groups.get(name);
  }

  /** The tasks of the service write into the log group that its task definition names. */
  follow(service: Service, work: { readonly isWeb: boolean; readonly sampledEveryMs: number }): void {
    const definition = this.#definitionOf(service.deployments[0].taskDefinitionArn);
    const group = new LogGroup({
      name: definition.logGroup,
      createdAt: service.createdAt,
      retentionDays: RETENTION_DAYS,
      dialect: work.isWeb ? 'web' : 'worker',
      sampledEveryMs: work.sampledEveryMs,
      chance: this.#world.chance,
    });
    this.#groups.set(group.name, group);
    this.#groupOf.set(service, group);
    for (const task of service.tasks.filter(isRunning)) {
      group.beginStint(streamOf(task, definition), task.startedAt ?? task.createdAt);
    }
  }

  /** What the service's tasks did in the stretch that begins now. */
  workSampled(service: Service, sample: WorkSample, targetGroup: TargetGroup | undefined): void {
    const group = this.#groupOf.get(service);
    if (group === undefined) return;
    group.sample(sample);
    const isMinute = sample.at % MINUTE === 0;
    const isCheck = sample.at % CHECKED_EVERY_MS === 0;
    for (const task of service.tasks) {
      if (!isRunning(task)) continue;
      if (isMinute) this.#complainOfMemory(group, task, sample.at);
      if (!isCheck) continue;
      if (failsIn(targetGroup, task)) this.#write(group, task, sample.at, lifeLines.failsHealthCheck());
      if (task.isUnhealthy) this.#write(group, task, sample.at, lifeLines.failsContainerHealthCheck());
    }
  }

  /** A task entered a phase of its life. */
  taskStepped(service: Service, task: Task, at: SimTime): void {
    const group = this.#groupOf.get(service);
    // What never ran never wrote.
    if (group === undefined || task.startedAt === undefined) return;
    const definition = this.#definitionOf(task.taskDefinitionArn);
    const stream = streamOf(task, definition);
    if (task.lastStatus === 'RUNNING') {
      group.beginStint(stream, at);
      for (const line of lifeLines.starts(definition)) this.#write(group, task, at, line);
    }
    if (task.stoppingAt !== undefined) group.endStint(stream, task.stoppingAt);
    if (task.lastStatus === 'STOPPING') this.#write(group, task, at, lifeLines.isAskedToStop());
    const last = task.lastStatus === 'DEPROVISIONING' ? lifeLines.ends(task) : undefined;
    if (last !== undefined) this.#write(group, task, at, last);
  }

  /** Part of the world's state. */
  state(): readonly object[] {
    return this.groups().map(group => group.state());
  }

  #complainOfMemory(group: LogGroup, task: Task, at: SimTime): void {
    if (task.leak === undefined) return;
    const percent = memoryPercent(0, leakedPart(task, at));
    if (percent < COMPLAINS_FROM_PERCENT) return;
    this.#write(group, task, at, lifeLines.runsOutOfMemory(percent, this.#definitionOf(task.taskDefinitionArn)));
  }

  #write(group: LogGroup, task: Task, at: SimTime, message: string): void {
    group.record({ at, stream: streamOf(task, this.#definitionOf(task.taskDefinitionArn)), message });
  }

  #definitionOf(arn: string): TaskDefinition {
    const definition = this.#world.taskDefinition(arn);
    if (definition === undefined) throw new Error(`Invariant: the task definition ${arn} is added before its tasks`);
    return definition;
  }
}

const failsIn = (group: TargetGroup | undefined, task: Task): boolean =>
  group?.targets.some(({ taskId, state }) => taskId === task.id && state === 'unhealthy') ?? false;

/** AWS: the awslogs driver names a stream `prefix/container/task`. */
const streamOf = (task: Task, { containerName }: TaskDefinition): string => `ecs/${containerName}/${task.id}`;
