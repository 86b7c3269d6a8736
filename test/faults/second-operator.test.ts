import { describe, expect, it } from 'vitest';
import { addressOf, driftOf, type Fact } from '../../src/domain/fact.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { minutes } from '../../src/domain/time.ts';
import { cases, inFull, measured } from './figures.ts';
import type { InProcessAws } from './support/in-process-aws.ts';
import { type Call, type Interposed, interposed } from './support/interposed.ts';
import { memoryDir } from './support/memory-dir.ts';
import { type Story, shortOnes, storiesOfProcedures } from './support/procedure-plans.ts';
import { inOrder } from './support/reckoning.ts';
import { type Told, tell } from './support/told.ts';

const stories = await storiesOfProcedures();
const chosen = inFull ? stories : shortOnes(stories).slice(0, 2);

/** The calls that an undisturbed run of it makes. */
async function callsOf(story: Story, stateDir: string): Promise<readonly Call[]> {
  let watched: Interposed | undefined;
  await tell(story, stateDir, {
    around: ports => {
      watched = interposed(ports, -1, () => {});
      return watched.ports;
    },
  });
  return watched?.calls ?? [];
}

/** Somebody else sets a value, as a person with the aws command does. */
function setByAnother(
  { simulator }: InProcessAws,
  { service: key = 'none/none', attribute }: Fact,
  value: number | null,
): void {
  const [cluster, service] = key.split('/');
  const bound = attribute === 'minCapacity' ? { MinCapacity: value } : { MaxCapacity: value };
  const target = {
    ServiceNamespace: 'ecs',
    ResourceId: `service/${key}`,
    ScalableDimension: 'ecs:service:DesiredCount',
  };
  simulator.perform({
    principal: 'arn:aws:sts::123456789012:assumed-role/somebody-else/ben',
    ...(attribute === 'desiredCount'
      ? { call: 'ecs:UpdateService', input: { cluster, service, desiredCount: value } }
      : value === null
        ? { call: 'application-autoscaling:DeregisterScalableTarget', input: target }
        : { call: 'application-autoscaling:RegisterScalableTarget', input: { ...target, ...bound } }),
  });
}

const changesOf = ({ steps }: Plan) => steps.flatMap(step => (step.kind === 'apply' ? step.changes : []));

/** A value that is neither of the plan's own, and that auto-scaling would not be taken for. */
function foreignTo(plan: Plan, fact: Fact): number | null | undefined {
  // Taking the target away takes away what the run has made of policies and actions, and that would not be the run's loss.
  const hangOnTarget = changesOf(plan).some(({ fact: { attribute } }) => /polic|scheduledAction/i.test(attribute));
  if (fact.attribute.endsWith('Suspended') && hangOnTarget) return undefined;
  // A switch is on or off: what is neither is a target that is gone.
  if (fact.attribute.endsWith('Suspended')) return null;
  const own = new Set(changesOf(plan).flatMap(({ from, to }) => [from, to]));
  const candidates = fact.attribute === 'maxCapacity' ? [40, 41] : [1, 0, 3];
  return candidates.find(value => !own.has(value));
}

interface Disturbed extends Told {
  readonly before: Call | undefined;
  /** Whether the run was done with that value by then: it has nothing more to say about it. */
  readonly isAfterwards: boolean;
  /** Requests that left although what they start from was not so any more. */
  readonly overwrites: number;
}

async function disturbed(
  story: Story,
  stateDir: string,
  { at, fact }: { at: number; fact: number },
): Promise<Disturbed> {
  let before: Call | undefined;
  let happenedAt = Number.POSITIVE_INFINITY;
  let overwrites = 0;
  const told = await tell(story, stateDir, {
    around(inner, aws, plan) {
      const target = changesOf(plan)[fact]?.fact;
      const value = target && foreignTo(plan, target);
      return interposed(inner, at, call => {
        before = call;
        happenedAt = aws.clock.now();
        if (target !== undefined && value !== undefined) setByAnother(aws, target, value);
      }).ports;
    },
    beforeWrite: async (step, aws) => {
      const snapshot = await aws.ports.observe(aws.services, ['counts', 'scaling']);
      if (driftOf(step.changes, snapshot).length > 0) overwrites += 1;
    },
  });
  const { run, events } = told.biography;
  const moved = run && changesOf(run.plan)[fact]?.fact;
  const mover = run?.plan.steps.findLast(
    step => step.kind === 'apply' && step.changes.some(change => moved && addressOf(change.fact) === addressOf(moved)),
  );
  const verifiedAt = events.findLast(event => event.type === 'CheckPassed' && event.stepId === mover?.id)?.at;
  return { ...told, before, overwrites, isAfterwards: verifiedAt !== undefined && happenedAt >= verifiedAt };
}

describe('somebody else changes what a run is about to change', () => {
  it('G13, C3: every change is found before it would be overwritten, but in the round trip before a write', async () => {
    const stateDir = memoryDir();
    const tally = { gaps: 0, stopped: 0, wentOn: 0, afterwards: 0, inTheWindow: 0 };
    for (const story of chosen) {
      const calls = await callsOf(story, stateDir);
      const { plan } = await story.open();
      for (const fact of changesOf(plan).keys()) {
        for (let at = 0; at < calls.length; at += cases(2, 1)) {
          const { biography, reckoning, before, overwrites, isAfterwards } = await disturbed(story, stateDir, {
            at,
            fact,
          });
          const words = `${story.name}: ${JSON.stringify(changesOf(plan)[fact]?.fact)} before call ${at}, a ${before}`;
          expect(isAfterwards ? { ...reckoning, lost: [] } : reckoning, words).toEqual(inOrder);
          expect(overwrites, words).toBeLessThanOrEqual(before === 'write' ? 1 : 0);
          tally.gaps += 1;
          if (before === 'write') tally.inTheWindow += 1;
          else if (isAfterwards) tally.afterwards += 1;
          else if (biography.run?.ended?.kind === 'stopped') tally.stopped += 1;
          else tally.wentOn += 1;
        }
      }
    }
    expect(tally.stopped).toBeGreaterThan(tally.gaps / 3);
    measured(
      'G13',
      `${tally.gaps} gaps: 0 overwritten unseen outside the round trip before a write; ${tally.stopped} stopped with what was found, ${tally.wentOn} ended and said so or held in the end, ${tally.afterwards} came after the value was verified, ${tally.inTheWindow} fell into the round trip`,
    );
  }, 1_800_000);
});

describe('the login changes under a run', () => {
  it('G14, A4: nothing is sent to another account or as another caller, wherever it changes', async () => {
    const stateDir = memoryDir();
    let switches = 0;
    const others = [
      { accountId: '999988887777' },
      { principalArn: 'arn:aws:iam::123456789012:user/eve' },
      { region: 'eu-west-1' },
    ];
    for (const story of chosen) {
      const calls = await callsOf(story, stateDir);
      const asked = calls.flatMap((call, at) => (call === 'identify' ? [at] : []));
      for (const at of asked) {
        for (const other of others) {
          let isOther = false;
          let sentAsOther = 0;
          const { biography } = await tell(story, stateDir, {
            around(inner) {
              const { ports } = interposed(inner, at, () => {
                isOther = true;
              });
              return {
                ...ports,
                identify: async () => ({ ...(await ports.identify()), ...(isOther && other) }),
                gateway: {
                  write(effect, grant) {
                    if (isOther) sentAsOther += 1;
                    return ports.gateway.write(effect, grant);
                  },
                },
              };
            },
          });
          const words = `${story.name}: ${JSON.stringify(other)} from call ${at}`;
          expect(sentAsOther, words).toBe(0);
          expect(biography.run?.ended, words).toMatchObject({ kind: 'stopped', because: 'drift' });
          switches += 1;
        }
      }
    }
    expect(switches).toBeGreaterThan(5);
    measured('G14', `${switches} switches of account, caller or region, one before every write: 0 writes`);
  }, 600_000);
});

describe('the machine sleeps under a run', () => {
  it('G15, A7: what was compared before the sleep is compared again, and not written on', async () => {
    const stateDir = memoryDir();
    for (const story of chosen) {
      const calls = await callsOf(story, stateDir);
      const compared = calls.flatMap((call, at) => (call === 'write' && calls[at - 1] === 'read' ? [at - 1] : []));
      expect(compared.length).toBeGreaterThan(0);
      for (const at of compared) {
        let hasSlept = false;
        let sentOnOldData = 0;
        let readsSince = 0;
        const { reckoning } = await tell(story, stateDir, {
          around(inner, { clock }) {
            let [reads, calls] = [0, 0];
            return {
              ...inner,
              identify: async () => {
                calls += 1;
                return inner.identify();
              },
              async observe(...asked) {
                const isTheOne = calls === at;
                calls += 1;
                const snapshot = await inner.observe(...asked);
                if (isTheOne) {
                  // The answer is here, and the lid is closed before anybody looks at it.
                  await clock.sleep(minutes(20));
                  hasSlept = true;
                  reads = 0;
                } else reads += 1;
                readsSince = reads;
                return snapshot;
              },
              gateway: {
                write(effect, grant) {
                  calls += 1;
                  if (hasSlept && readsSince === 0) sentOnOldData += 1;
                  return inner.gateway.write(effect, grant);
                },
              },
            };
          },
        });
        expect(hasSlept, story.name).toBe(true);
        expect(sentOnOldData, story.name).toBe(0);
        expect(reckoning.doubled, story.name).toEqual([]);
      }
    }
  }, 600_000);
});
