import { databaseFacts } from './databases.ts';
import { ecsFacts } from './ecs.ts';
import { errorFacts } from './errors.ts';
import type { FactRow } from './fact-row.ts';
import { scalingFacts } from './scaling.ts';

/** What is known of AWS's states, timings and errors, and how the simulated AWS stands to it; in reading order. */
export const simulatedFacts: readonly FactRow[] = [...ecsFacts, ...databaseFacts, ...scalingFacts, ...errorFacts];
