/** The verbs without a screen, in one piece: what they share is most of them, and one file loads faster than twenty. */
export { capacity } from './capacity.ts';
export { history } from './history.ts';
export { planCommand } from './plan.ts';
export { listProcedures } from './procedures.ts';
export { resume } from './resume.ts';
export { rightsize } from './rightsize.ts';
export { runProcedure, runSavedPlan } from './run.ts';
export { simulate } from './simulate.ts';
export { status } from './status.ts';
export { undo } from './undo.ts';
