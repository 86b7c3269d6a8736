import type { ReactNode } from 'react';
import { readNote } from '../../components/read-note.ts';
import { partsOfRightsizingReport, rightsizingReport } from '../../domain/reports/rightsizing-report.ts';
import { useAppState } from '../../hooks/use-app-state.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useReading } from '../../hooks/use-reading.ts';
import { ReportPage } from '../report-page.tsx';
import type { ScreenProps } from '../screen.ts';
import { rightsizingLines } from './rightsizing-view.ts';

/** What every service used of what it reserves, and what to do about it. It reads and writes nothing. */
export function RightsizingScreen({ width, height }: ScreenProps): ReactNode {
  const snapshot = useAppState(app => app.snapshot);
  const now = useNow();
  const reading = useReading(partsOfRightsizingReport);
  const lines =
    snapshot === undefined || reading.isFirst
      ? undefined
      : rightsizingLines(
          {
            report: rightsizingReport(snapshot, now),
            snapshot,
            note: readNote(snapshot.services[0]?.utilization, reading.isUnderWay, now),
          },
          width,
        );
  return (
    <ReportPage
      title="Right-sizing"
      lines={lines}
      width={width}
      height={height}
      handlers={{ 'read-report': reading.again }}
    />
  );
}
