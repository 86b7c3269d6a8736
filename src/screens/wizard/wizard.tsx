import type { ReactNode } from 'react';
import type { Procedure } from '../../domain/procedure.ts';
import type { ServiceKey } from '../../domain/snapshot.ts';
import { useSession } from '../../hooks/session-context.tsx';
import { findProcedure } from '../../procedures/index.ts';
import type { ScreenProps } from '../screen.ts';
import { ProcedureFlow } from './flow.tsx';
import type { Answers } from './wizard-state.ts';

export interface WizardScreenProps extends ScreenProps {
  /** The procedure's id. */
  readonly procedure: string;
  /** The service that it is opened for; asked where there is none. */
  readonly service: ServiceKey | undefined;
}

/** A procedure, from its first question to the end of its run. */
export function WizardScreen({ procedure: id, service, ...screen }: WizardScreenProps): ReactNode {
  const procedure = findProcedure(id);
  if (procedure === undefined) throw new Error(`there is no procedure ${id}`);
  const { actions } = useSession();
  return (
    <ProcedureFlow
      // Another service is another wizard.
      key={`${id} ${service}`}
      {...screen}
      title={procedure.title}
      fields={procedure.input}
      given={givenBy(procedure, service)}
      deviations={procedure.deviations}
      makePlan={answers => actions.plan(id, answers)}
    />
  );
}

function givenBy({ input }: Procedure, service: ServiceKey | undefined): Answers {
  const name = Object.keys(input).find(each => input[each]?.kind === 'service');
  return name === undefined || service === undefined ? {} : { [name]: service };
}
