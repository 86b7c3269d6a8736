import { type ReactNode, useState } from 'react';
import { readNote } from '../../components/read-note.ts';
import { capacityReport, partsOfCapacityReport } from '../../domain/reports/capacity-report.ts';
import type { ServiceKey } from '../../domain/snapshot.ts';
import { useAppState } from '../../hooks/use-app-state.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useReading } from '../../hooks/use-reading.ts';
import { ReportPage } from '../report-page.tsx';
import type { ScreenProps } from '../screen.ts';
import { capacityLines } from './capacity-view.ts';
import { erased, expectedPerMinute, isDigits, nothingExpected, typed } from './expected.ts';

interface CapacityProps extends ScreenProps {
  readonly service: ServiceKey | undefined;
}

/** What is there, what the expected traffic takes, and what ends first. It reads and writes nothing. */
export function CapacityScreen({ width, height, service }: CapacityProps): ReactNode {
  const snapshot = useAppState(app => app.snapshot);
  const now = useNow();
  const reading = useReading(partsOfCapacityReport);
  const [expected, expect] = useState(nothingExpected);
  const [estimated, estimate] = useState(service);
  const keys = snapshot?.services.map(({ key }) => key) ?? [];
  const index = Math.max(0, estimated === undefined ? 0 : keys.indexOf(estimated));
  const selected = keys[index];
  const perMinute = expectedPerMinute(expected);
  const lines =
    snapshot === undefined || reading.isFirst
      ? undefined
      : capacityLines(
          {
            report: capacityReport(
              snapshot,
              { services: selected === undefined ? [] : [selected], ...(perMinute !== undefined && { perMinute }) },
              now,
            ),
            expected,
            note: readNote(snapshot.account.databases, reading.isUnderWay, now),
            place: keys.length > 1 ? `service ${index + 1} of ${keys.length}` : '',
          },
          width,
        );
  const handlers = {
    'read-report': reading.again,
    ...(keys.length > 1 && { 'next-service': () => estimate(keys[(index + 1) % keys.length]) }),
    ...(expected.text !== '' && {
      'erase-expected': () => expect(erased),
      'clear-expected': () => expect(nothingExpected),
    }),
  };
  const typing = {
    onText: (text: string) => expect(draft => typed(draft, text)),
    isKey: (text: string) => !isDigits(text),
    onPaste: (text: string) => expect(draft => typed(draft, text.trim())),
  };
  return <ReportPage title="Capacity" {...{ lines, width, height, handlers, typing }} />;
}
