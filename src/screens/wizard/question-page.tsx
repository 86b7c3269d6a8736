import type { ReactNode } from 'react';
import { serviceIn } from '../../domain/input.ts';
import { lastKnown } from '../../domain/observed.ts';
import type { ServiceSnapshot } from '../../domain/snapshot.ts';
import { useAppState } from '../../hooks/use-app-state.ts';
import { fitText } from '../../terminal/text-width.ts';
import { type Choice, ChoicePage } from './choice-page.tsx';
import { NumberPage } from './number-page.tsx';
import { PlanningPage } from './planning-page.tsx';
import { TextPage } from './text-page.tsx';
import type { WizardState } from './wizard-state.ts';

export interface QuestionPageProps {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly state: WizardState;
  readonly name: string;
  readonly onAnswered: (raw: string) => void;
  readonly onBack: () => void;
}

/** One field of the input, drawn by its kind. */
export function QuestionPage({ state, name, ...page }: QuestionPageProps): ReactNode {
  const snapshot = useAppState(({ snapshot: known }) => known);
  const field = state.fields[name];
  if (field === undefined) throw new Error(`the procedure has no input ${name}`);
  if (snapshot === undefined) {
    return <PlanningPage {...page} says="Waiting for the first answer from AWS." />;
  }
  const service = serviceIn(state.fields, state.answers, snapshot);
  switch (field.kind) {
    case 'service':
      return (
        <ChoicePage
          {...page}
          label={field.label}
          help={field.help}
          choices={serviceChoices(snapshot.services)}
          current={state.answers[name]}
          whenEmpty="No service is visible in this account and region. Check both, then come back."
          onChosen={page.onAnswered}
        />
      );
    case 'integer':
      return (
        <NumberPage
          {...page}
          name={name}
          field={field}
          previous={state.answers[name]}
          service={service}
          snapshot={snapshot}
        />
      );
    case 'choice':
      return (
        <ChoicePage
          {...page}
          label={field.label}
          help={field.help}
          choices={field.choices}
          current={state.answers[name] ?? field.default}
          onChosen={page.onAnswered}
        />
      );
    case 'text':
    case 'time':
    case 'timeZone':
    case 'duration':
    case 'secret':
    case 'record':
      return (
        <TextPage
          {...page}
          name={name}
          field={field}
          previous={state.answers[name]}
          given={{ snapshot, service, answers: state.answers }}
        />
      );
  }
}

/** `waooaw-backend   running 2/2`; with its cluster where there are several. */
function serviceChoices(services: readonly ServiceSnapshot[]): readonly Choice[] {
  const several = new Set(services.map(({ cluster }) => cluster)).size > 1;
  const nameOf = ({ key, service }: ServiceSnapshot): string => (several ? key : service);
  const widest = Math.max(0, ...services.map(each => nameOf(each).length));
  return services.map(each => {
    const counts = lastKnown(each.counts);
    const running = counts === undefined ? 'not read yet' : `running ${counts.runningCount}/${counts.desiredCount}`;
    return { value: each.key, label: `${fitText(nameOf(each), widest)}   ${running}` };
  });
}
