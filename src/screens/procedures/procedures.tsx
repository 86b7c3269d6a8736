import { Box } from 'ink';
import SelectInput from 'ink-select-input';
import { type ReactNode, useState } from 'react';
import { panelTitle } from '../../components/panel-title.ts';
import { Row, Rows } from '../../components/row.tsx';
import type { ServiceKey } from '../../domain/snapshot.ts';
import { useKeymap } from '../../hooks/use-keymap.ts';
import { procedures } from '../../procedures/index.ts';
import { span } from '../../terminal/line.ts';
import { selectionSign } from '../../terminal/theme.ts';
import type { ScreenProps } from '../screen.ts';
import { procedureLines } from './procedures-view.ts';

interface ProceduresProps extends ScreenProps {
  readonly service: ServiceKey | undefined;
}

const items = procedures.map(({ id, title }) => ({ key: id, value: id, label: title }));

/** SelectInput listens to these keys itself; here they stand for the key hints and the help. */
const bySelectInput = (): void => {};

/** What can be done with a service. Choosing one opens its wizard and changes nothing. */
export function ProceduresScreen({ width, height, go, service }: ProceduresProps): ReactNode {
  const [highlighted, setHighlighted] = useState(procedures[0]?.id);
  useKeymap(['procedures', 'list'], { 'open-procedure': bySelectInput, down: bySelectInput, up: bySelectInput });
  const procedure = procedures.find(({ id }) => id === highlighted);
  const listed = Math.min(items.length, Math.max(3, Math.floor(height / 3)));
  return (
    <Box flexDirection="column">
      <Row line={panelTitle('Procedures', width, service === undefined ? [] : [span(service, 'muted')])} />
      <SelectInput
        items={items}
        limit={listed}
        indicatorComponent={Indicator}
        itemComponent={Item}
        onHighlight={({ value }) => setHighlighted(value)}
        onSelect={({ value }) => go({ name: 'wizard', procedure: value, service })}
      />
      {procedure && <Rows lines={procedureLines(procedure, { width, height: height - listed - 1 })} />}
    </Box>
  );
}

const Indicator = ({ isSelected = false }: { readonly isSelected?: boolean }): ReactNode => (
  <Row line={[span(isSelected ? `${selectionSign} ` : '  ', 'accent')]} />
);

const Item = ({ label, isSelected = false }: { readonly label: string; readonly isSelected?: boolean }): ReactNode => (
  <Row line={[span(label, isSelected ? 'strong' : 'text')]} />
);
