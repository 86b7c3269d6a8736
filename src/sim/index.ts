/** What demo and simulate need of this room, in one piece: whoever talks to AWS never loads a line of it. */
export { scenarios } from './scenarios/index.ts';
export { startSimulator } from './simulator.ts';
export { worlds } from './worlds/index.ts';
export { poolsPerTask } from './worlds/waooaw-database.ts';
