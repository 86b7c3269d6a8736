import { type ReactNode, useState } from 'react';
import { besideLabel, fillLines, labelled, sentence } from '../../components/labelled.ts';
import { numberStepper } from '../../components/number-stepper.ts';
import { panelTitle } from '../../components/panel-title.ts';
import { Rows } from '../../components/row.tsx';
import { flagOf, parseField } from '../../domain/input.ts';
import { defaultOf, type IntegerField } from '../../domain/input-field.ts';
import { findService, type ServiceKey, type Snapshot } from '../../domain/snapshot.ts';
import { useKeymap } from '../../hooks/use-keymap.ts';
import { useNow } from '../../hooks/use-now.ts';
import { blank, type Line, span } from '../../terminal/line.ts';
import { liveServiceLines } from './live-service.ts';
import { editDraft, type NumberDraft, startDraft } from './number-draft.ts';

export interface NumberPageProps {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly name: string;
  readonly field: IntegerField;
  /** What was answered before, when the reader comes back to the question. */
  readonly previous: string | undefined;
  readonly service: ServiceKey | undefined;
  readonly snapshot: Snapshot;
  readonly onAnswered: (raw: string) => void;
  readonly onBack: () => void;
}

/** A whole number, typed or stepped, with the service beside it that it is about. */
export function NumberPage(props: NumberPageProps): ReactNode {
  const { width, height, field, snapshot, service } = props;
  const startsAt = service && field.startsAt?.(snapshot, service);
  const [draft, setDraft] = useState(() =>
    startDraft(props.previous ?? startsAt ?? defaultOf(field, { snapshot, service, answers: {} })),
  );
  const [submitted, setSubmitted] = useState(false);
  const now = useNow();

  const problemOf = ({ text }: NumberDraft): string | undefined => {
    const parsed = parseField(props.name, field, text, snapshot);
    // The sentence begins with the flag's name; here the question is known by its label.
    return parsed.ok ? undefined : parsed.problems[0]?.says.replace(flagOf(props.name), field.label);
  };
  const submit = (submittedDraft: NumberDraft): void => {
    setSubmitted(true);
    if (problemOf(submittedDraft) === undefined) props.onAnswered(submittedDraft.text);
  };
  const edited = (from: NumberDraft, name: string, text = ''): NumberDraft =>
    editDraft(from, { kind: 'key', name, text }, field);
  const edit = (name: string): void => {
    setSubmitted(false);
    setDraft(edited(draft, name));
  };
  // A slow link glues keys together: `6` and Enter arrive as one. Nothing is written from here, so they are taken apart.
  const type = (text: string): void => {
    const [typed = '', ...rest] = text.split('\r');
    const next = [...typed].reduce((from, each) => edited(from, each, each), draft);
    setSubmitted(false);
    setDraft(next);
    if (rest.length > 0) submit(next);
  };

  useKeymap(
    ['stepper', 'wizard'],
    {
      'submit-number': () => submit(draft),
      more: () => edit('up'),
      less: () => edit('down'),
      'erase-digit': () => edit('backspace'),
      'clear-number': () => edit('ctrl-u'),
      'previous-page': props.onBack,
    },
    {
      onText: type,
      isKey: text => text === '?',
      // A pasted number is put in and looked at like a typed one; the line break behind it does not submit it.
      onPaste: text => type(text.trim().replaceAll('\r', ' ')),
    },
  );

  const problem = draft.text === '' && !submitted ? undefined : problemOf(draft);
  const live = service && findService(snapshot, service);
  const head: readonly Line[] = [
    panelTitle(props.title, width),
    blank,
    ...(service === undefined ? [] : labelled('Service', [[span(service, 'strong')]])),
    ...labelled(field.label, sentence(field.help, besideLabel(width), 'muted')),
    blank,
    ...numberStepper({ ...draft, ...field, startedAt: startsAt, problem }, width),
  ];
  if (live === undefined) return <Rows lines={fillLines(head, height)} />;
  const rows = Math.max(0, height - head.length - 1);
  return <Rows lines={fillLines([...head, blank, ...liveServiceLines(live, now, { width, rows })], height)} />;
}
