import { describe, expect, it } from 'vitest';
import { procedures } from '../../../src/procedures/index.ts';
import { App } from '../../../src/screens/app.tsx';
import { procedureLines } from '../../../src/screens/procedures/procedures-view.ts';
import { lineWidth, plainText } from '../../../src/terminal/line.ts';
import { drawOn, fakeSession } from '../../support/screen.tsx';
import { pictureSnapshot } from '../../support/ui-snapshots.ts';

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
