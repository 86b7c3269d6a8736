import { describe, expect, it } from 'vitest';
import { exportJson, exportMarkdown } from '../../src/journal/export.ts';
import { goldenEvents, runId } from './golden-run.ts';

describe('the export for a post-mortem', () => {
  it('in Markdown says what was planned, what happened when, and what to do', () => {
    const page = exportMarkdown(goldenEvents);
    expect(page).toContain('# web-api: 2 → 6 tasks\n');
    expect(page).toContain('- web-production/web-api: desiredCount 2 → 6\n');
    expect(page).toContain('| 2026-11-23T19:15:11Z | Sent: aws ecs update-service --desired-count 6 |\n');
    expect(page).toContain('- Outcome: stopped (not-verified), tasks \\| died\n');
    expect(page).toContain(`## Next step\n\nheadroom undo ${runId}\n`);
    expect(page.split('\n').filter(line => line.startsWith('| 2026'))).toHaveLength(goldenEvents.length);
  });

  it('in JSON is the events themselves, in plain ASCII', () => {
    const json = exportJson(goldenEvents);
    expect(JSON.parse(json)).toEqual(goldenEvents);
    expect(json).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it('of a run that never began says so', () => {
    expect(exportMarkdown([])).toBe('# A run that never began\n');
  });
});
