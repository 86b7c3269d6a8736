import { describe, expect, it } from 'vitest';
import { procedures } from '../../../src/procedures/index.ts';
import { App } from '../../../src/screens/app.tsx';
import { procedureLines } from '../../../src/screens/procedures/procedures-view.ts';
import { lineWidth, plainText } from '../../../src/terminal/line.ts';
import { drawOn, fakeSession } from '../../support/screen.tsx';
import { pictureSnapshot } from '../../support/ui-snapshots.ts';

const listing = () => fakeSession({ snapshot: pictureSnapshot() });

describe('the list of procedures', () => {
  it('names each, and says of the marked one what it is for and where it departs from the runbook', async () => {
    const session = fakeSession({ snapshot: pictureSnapshot() });
    const screen = drawOn(<App colour={false} />, { width: 120, height: 40, session });
    screen.press('a');
    const frame = await screen.until(each => each.includes('── Procedures ──'));
    for (const { title } of procedures) expect(frame).toContain(title);
    expect(frame).toContain('▸');
    expect(frame).toContain('Other than the runbook');
    expect(frame).toContain('waooaw-production/waooaw-backend');
    expect(session.called).toEqual([]);
  });

  it('is seen whole at 80x24, however many there are by now, with the marked one described below', async () => {
    const screen = drawOn(<App colour={false} />, { width: 80, height: 24, session: listing() });
    screen.press('a');
    const frame = await screen.until(each => each.includes('── Procedures ──'));
    for (const { title } of procedures) expect(frame).toContain(title);
    expect(frame).toContain(procedures[0]?.summary.slice(0, 40));
  });

  it('says in a low terminal where the mark stands, and that there are more', async () => {
    const screen = drawOn(<App colour={false} />, { width: 80, height: 15, session: listing() });
    screen.press('a');
    const count = procedures.length;
    expect(await screen.until(each => each.includes('── Procedures ──'))).toContain(`1 of ${count}  ↓`);
    screen.press('G');
    const last = await screen.until(each => each.includes(`${count} of ${count} ↑`));
    expect(last).toContain(`▸ ${procedures.at(-1)?.title}`);
    expect(last).not.toContain(`  ${procedures[0]?.title}\n`);
    // Beyond the last row there is nothing; the mark does not come out at the top.
    screen.press('j', 'k');
    expect(await screen.until(each => each.includes(`${count - 1} of ${count}`))).toContain('▸');
  });

  it('moves twice for two keys that arrive in one piece', async () => {
    const screen = drawOn(<App colour={false} />, { width: 80, height: 24, session: listing() });
    screen.press('a');
    await screen.until(each => each.includes('── Procedures ──'));
    screen.press('jj');
    expect(await screen.until(each => !each.includes(`▸ ${procedures[0]?.title}`))).toContain(
      `▸ ${procedures[2]?.title}`,
    );
  });

  it.each(procedures.map(procedure => [procedure.id, procedure] as const))(
    'draws %s within the width that there is',
    (_, procedure) => {
      for (const width of [60, 80, 200]) {
        const lines = procedureLines(procedure, width);
        for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.map(plainText).join('\n')).toContain(procedure.runbook[0]);
      }
    },
  );
});
