import { type Confirmation, type Grade, heavier } from '../../domain/confirmation.ts';
import type { Planned, Prediction } from '../../domain/plan.ts';
import { costOfAlarms } from '../../domain/pricing.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { minutes } from '../../domain/time.ts';
import { configurationStep } from '../configuration-step.ts';
import { sameService } from '../same-service.ts';
import { blockersOf } from './blockers.ts';
import { type AlarmMove, type AlarmsInput, type Situation, situationOf } from './situation.ts';
import { warningsOf } from './warnings.ts';

/** An alarm on a metric with data is judged within a minute or two; CloudWatch is up to three minutes late with data. */
const judgedWithinMs = minutes(10);

export function planAlarms(input: AlarmsInput, snapshot: Snapshot): Planned {
  const situation = situationOf(input, snapshot);
  if ('blocked' in situation) return { kind: 'blocked', because: situation.blocked };
  const because = blockersOf(situation);
  if (because.length > 0) return { kind: 'blocked', because };
  const { service, topic } = situation;
  const moves = situation.moves.filter(({ held, to }) => held?.configuration !== to);
  if (moves.length === 0) {
    const names = situation.moves.length === 1 ? 'The alarm' : `All ${situation.moves.length} alarms`;
    return { kind: 'nothing-to-do', because: `${names} of ${service.service} are as wanted, and tell ${topic.name}.` };
  }
  const made = moves.filter(({ held }) => held === undefined).length;
  return {
    kind: 'plan',
    plan: {
      version: 1,
      procedure: 'set-up-alarms',
      input: { ...input },
      summary: `${service.service}: ${alarmsWords(made, moves.length - made)}, telling ${topic.name}`,
      madeAt: situation.at,
      session: situation.session,
      services: [service.key],
      warnings: warningsOf(situation),
      predictions: [predictionOf(situation.moves)],
      cost: made === 0 ? null : costOfAlarms(made),
      steps: [
        { kind: 'confirm', id: 'confirm', title: 'Confirm', ask: confirmationOf(situation, moves) },
        ...moves.map((move, index) => stepOf(situation, moves, { move, index })),
      ],
    },
  };
}

/** "8 alarms made, 1 changed" */
function alarmsWords(made: number, changed: number): string {
  const count = (alarms: number): string => `${alarms} ${alarms === 1 ? 'alarm' : 'alarms'}`;
  if (changed === 0) return `${count(made)} made`;
  return made === 0 ? `${count(changed)} changed` : `${count(made)} made, ${changed} changed`;
}

function predictionOf(moves: readonly AlarmMove[]): Prediction {
  const before = moves.filter(({ held }) => held !== undefined && held.state !== 'INSUFFICIENT_DATA').length;
  const after = moves.filter(({ wanted }) => wanted.hasData).length;
  return { label: 'Alarms with data', before: `${before}`, after: `${after} of ${moves.length}` };
}

/** The last write waits for all of them: an alarm that stays without data watches something that does not exist. */
function stepOf(
  { service, counts }: Situation,
  moves: readonly AlarmMove[],
  { move, index }: { readonly move: AlarmMove; readonly index: number },
) {
  const { wanted, held, to } = move;
  const withData = moves.flatMap(each => (each.wanted.hasData ? [each.wanted.name] : []));
  const waits = index === moves.length - 1 && withData.length > 0;
  return configurationStep(
    {
      fact: { attribute: 'alarm', name: wanted.name },
      from: held?.configuration ?? null,
      to,
      what: `alarm ${wanted.name}`,
    },
    {
      id: `apply-${index + 1}`,
      unchanged: sameService(service.key, counts),
      ...(waits && { alsoVerify: [{ check: 'alarms-have-data', alarms: withData }], withinMs: judgedWithinMs }),
    },
  );
}

function confirmationOf({ service, session, topic }: Situation, moves: readonly AlarmMove[]): Confirmation {
  const because = [
    ...(moves.some(({ held }) => held !== undefined) ? ['alarms that are there are changed'] : []),
    ...(session.production ? ['production'] : []),
  ];
  const grade = because.map((): Grade => 'name').reduce(heavier, 'press');
  return {
    grade,
    phrase: grade === 'press' ? 'y' : service.service,
    consequence: `From now on ${moves.length === 1 ? 'an alarm' : `${moves.length} alarms`} of ${service.service} in account ${session.accountId} ${session.region} ${moves.length === 1 ? 'tells' : 'tell'} ${topic.name}, at night as well.`,
    because,
  };
}
