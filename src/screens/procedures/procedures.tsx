import { Box } from 'ink';
import SelectInput from 'ink-select-input';
import { type ReactNode, useState } from 'react';
import { fillLines } from '../../components/labelled.ts';
import { panelTitle } from '../../components/panel-title.ts';
import { Row, Rows } from '../../components/row.tsx';
import { scrollPosition } from '../../components/scroll-position.ts';
import type { ServiceKey } from '../../domain/snapshot.ts';
import { useLiveBindings } from '../../hooks/keys-provider.tsx';
import { useKeymap } from '../../hooks/use-keymap.ts';
import { useScroll } from '../../hooks/use-scroll.ts';
import { procedures } from '../../procedures/index.ts';
import { span } from '../../terminal/line.ts';
import { selectionSign } from '../../terminal/theme.ts';
import type { ScreenProps } from '../screen.ts';
import { procedureLines } from './procedures-view.ts';

interface ProceduresProps extends ScreenProps {
  readonly service: ServiceKey | undefined;
}

const items = procedures.map(({ id, title }) => ({ key: id, value: id, label: title }));

/** The titles of the list and of the description. */
const frameLines = 2;

/** SelectInput listens to these keys itself; here they stand for the key hints and the help. */
const bySelectInput = (): void => {};

/** What can be done with a service. Choosing one opens its wizard and changes nothing. */
export function ProceduresScreen({ width, height, go, service }: ProceduresProps): ReactNode {
  const [highlighted, setHighlighted] = useState(procedures[0]?.id);
  const procedure = procedures.find(({ id }) => id === highlighted);
  const listed = Math.min(items.length, Math.max(3, Math.floor(height / 3)));
  const description = procedure === undefined ? [] : procedureLines(procedure, width);
  const rows = Math.max(0, height - listed - frameLines);
  const { top, handlers } = useScroll({ count: description.length, rows });
  const { 'page-down': pageDown, 'page-up': pageUp } = handlers;
  useKeymap(['procedures', 'list'], {
    'open-procedure': bySelectInput,
    down: bySelectInput,
    up: bySelectInput,
    ...(pageDown && pageUp && { 'page-down': pageDown, 'page-up': pageUp }),
  });
  // The list listens to the keyboard by itself, so it has to be told when the help covers it.
  const isFocused = useLiveBindings().some(({ id }) => id === 'open-procedure');
  return (
    <Box flexDirection="column">
      <Row line={panelTitle('Procedures', width, service === undefined ? [] : [span(service, 'muted')])} />
      <SelectInput
        items={items}
        limit={listed}
        isFocused={isFocused}
        indicatorComponent={Indicator}
        itemComponent={Item}
        onHighlight={({ value }) => {
          setHighlighted(value);
          handlers.top?.();
        }}
        onSelect={({ value }) => go({ name: 'wizard', procedure: value, service })}
      />
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

const Indicator = ({ isSelected = false }: { readonly isSelected?: boolean }): ReactNode => (
  <Row line={[span(isSelected ? `${selectionSign} ` : '  ', 'accent')]} />
);

const Item = ({ label, isSelected = false }: { readonly label: string; readonly isSelected?: boolean }): ReactNode => (
  <Row line={[span(label, isSelected ? 'strong' : 'text')]} />
);
