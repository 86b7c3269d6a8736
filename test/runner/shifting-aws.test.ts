import { describe, expect, it } from 'vitest';
import { minutes, seconds } from '../../src/domain/time.ts';
import { steppedPlan } from '../support/scale-plan.ts';
import { createFakeAws, fault } from './fake-aws.ts';
import { tell } from './story.ts';

describe('reads that lag behind the write', () => {
  it.each([0, 1, 10, 60])(
    'C1: by %i s are waited for: it is written once, and verified by what shows in the end',
    async lag => {
      const aws = createFakeAws();
      let shown = aws.held.desiredCount;
      aws.beforeWrite.push(() => {
        const before = aws.held.desiredCount;
        shown = before;
        aws.clock.at(aws.clock.now() + seconds(lag), () => {
          shown = aws.held.desiredCount;
        });
      });
      aws.shows = () => ({ desiredCount: shown });
      const story = await tell({ aws });
      expect(story.run.ended?.kind).toBe('completed');
      expect(aws.writes).toHaveLength(1);
      expect(story.types).not.toContain('DriftFound');
    },
  );
});

describe('a service that is deleted while it is scaled', () => {
  const reads = 12;

  it('C8: is said to be gone, and nothing is written after that, whenever it goes', async () => {
    let stopped = 0;
    for (let read = 1; read <= reads; read += 1) {
      const aws = createFakeAws();
      let writesBefore = 0;
      aws.shows = count => {
        if (count === read) {
          writesBefore = aws.writes.length;
          aws.readFault = fault('not-found', 'there is no service web-api in web-production');
          // Else the verification would wait for ten minutes, which is as long as it may.
          aws.clock.at(aws.clock.now() + minutes(11), () => {});
        }
        return {};
      };
      const { run } = await tell({ aws, plan: steppedPlan });
      if (aws.readFault === undefined) continue;
      stopped += 1;
      expect(aws.writes.length, `gone at read ${read}`).toBe(writesBefore);
      expect(run.ended, `gone at read ${read}`).toMatchObject({
        kind: 'stopped',
        says: expect.stringContaining('there is no service'),
      });
    }
    expect(stopped).toBeGreaterThan(3);
  });
});
