import { Box } from 'ink';
import type { ReactNode } from 'react';
import { fillLines } from '../../components/labelled.ts';
import { panelTitle } from '../../components/panel-title.ts';
import { Row, Rows } from '../../components/row.tsx';
import { scrollPosition } from '../../components/scroll-position.ts';
import type { ServiceKey } from '../../domain/snapshot.ts';
import { useKeymap } from '../../hooks/use-keymap.ts';
import { useScroll } from '../../hooks/use-scroll.ts';
import { procedures } from '../../procedures/index.ts';
import { span } from '../../terminal/line.ts';
import { useChoiceList } from '../choice-list.tsx';
import type { ScreenProps } from '../screen.ts';
import { procedureLines } from './procedures-view.ts';

interface ProceduresProps extends ScreenProps {
  readonly service: ServiceKey | undefined;
}

const choices = procedures.map(({ id, title }) => ({ value: id, label: title }));

/** The titles of the list and of the description. */
const frameLines = 2;

/** Of the description: what the procedure is for, and where the runbook has it. The list may have the rest. */
const leastDescription = 6;

/** What can be done with a service. Choosing one opens its wizard and changes nothing. */
export function ProceduresScreen({ width, height, go, service }: ProceduresProps): ReactNode {
  const listed = Math.min(choices.length, Math.max(3, height - frameLines - leastDescription));
  const list = useChoiceList({ choices, rows: listed, width });
  const procedure = procedures.find(({ id }) => id === list.marked);
  const description = procedure === undefined ? [] : procedureLines(procedure, width);
  const rows = Math.max(0, height - listed - frameLines);
  // The description of another procedure begins at its beginning.
  const { top, handlers } = useScroll({ count: description.length, rows, of: list.marked });
  const { 'page-down': pageDown, 'page-up': pageUp } = handlers;
  useKeymap(['procedures', 'list'], {
    ...(procedure && { 'open-procedure': () => go({ name: 'wizard', procedure: procedure.id, service }) }),
    ...list.handlers,
    // A list that is seen whole needs no pages; the description does.
    ...(pageDown && pageUp && { 'page-down': pageDown, 'page-up': pageUp }),
  });
  return (
    <Box flexDirection="column">
      <Row line={panelTitle('Procedures', width, [...list.place, span(service ?? '', 'muted')])} />
      {list.picture}
      {procedure && (
        <Rows
          lines={[
            panelTitle(procedure.title, width, [
              ...scrollPosition({ top, rows, count: description.length }),
              span(procedure.id, 'muted'),
            ]),
            ...fillLines(description.slice(top, top + rows), rows),
          ]}
        />
      )}
    </Box>
  );
}
