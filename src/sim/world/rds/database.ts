import type { Dependency, Strain, TaskLoad } from '../dependency.ts';

/** How much of a database one of its clients uses. */
export interface DatabaseUse {
  readonly connections: number;
  readonly queriesPerMinute: number;
}

/** One of those who use a database; it counts until it says otherwise. */
export interface DatabaseClient {
  /** From now on this client wants that much, in place of what it wanted before. */
  want(use: DatabaseUse): void;
}

/**
 * A database as those see it who use it. Tasks do, through `databaseDependency`; so does whatever loads it for another
 * reason: a cache whose misses have to be answered by it, or idle sessions that somebody forgot to close.
 */
export interface Database {
  connect(): DatabaseClient;
  readonly isDown: boolean;
  readonly maxConnections: number;
  readonly connectionsInUse: number;
  /** Whether it refuses the next connection. */
  readonly isFull: boolean;
  /** How busy its scarcest resource is, CPU or disk: 1 is all that it can do. */
  readonly pressure: number;
  readonly strain: Strain;
}

/** How the tasks of one service use a database. */
export interface DatabaseHabits {
  /** The most connections that one task opens. */
  readonly poolPerTask: number;
  readonly queriesPerRequest: number;
}

/** A pool opens this part at start; the rest as its task gets busy. */
const OPENED_AT_START = 0.3;

/** The database of one service's tasks. */
export const databaseDependency = (database: Database, habits: DatabaseHabits): Dependency => {
  const client = database.connect();
  return {
    carry({ runningTasks, utilization, servedPerMinute }: TaskLoad): void {
      const openedPart = Math.min(1, OPENED_AT_START + utilization);
      client.want({
        connections: Math.round(runningTasks * habits.poolPerTask * openedPart),
        queriesPerMinute: servedPerMinute * habits.queriesPerRequest,
      });
    },
    get strain() {
      return database.strain;
    },
    get acceptsNewTasks() {
      return !database.isDown && !database.isFull;
    },
  };
};
