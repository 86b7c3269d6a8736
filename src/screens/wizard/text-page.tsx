import { type ReactNode, useState } from 'react';
import { besideLabel, fillLines, labelled, sentence } from '../../components/labelled.ts';
import { panelTitle } from '../../components/panel-title.ts';
import { Rows } from '../../components/row.tsx';
import { textInput } from '../../components/text-input.ts';
import { flagOf, parseField } from '../../domain/input.ts';
import { defaultOf, type Given, type InputField } from '../../domain/input-field.ts';
import { useSession } from '../../hooks/session-context.tsx';
import { useKeymap } from '../../hooks/use-keymap.ts';
import { blank, span } from '../../terminal/line.ts';

export interface TextPageProps {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly name: string;
  readonly field: Exclude<InputField, { kind: 'service' | 'integer' | 'choice' }>;
  /** What was answered before, when the reader comes back to the question. */
  readonly previous: string | undefined;
  readonly given: Given;
  readonly onAnswered: (raw: string) => void;
  readonly onBack: () => void;
}

/** Longer than any time, name or URL that AWS takes. */
const longestText = 2048;

/** A line of text: a name, a time, a duration. A secret is masked, and leaves this page as a reference only. */
export function TextPage(props: TextPageProps): ReactNode {
  const { width, height, field, given, name } = props;
  const { actions } = useSession();
  const isSecret = field.kind === 'secret';
  const [text, setText] = useState(() => (isSecret ? '' : (props.previous ?? suggestion(field, given) ?? '')));
  const [submitted, setSubmitted] = useState(false);

  const problemOf = (typed: string): string | undefined => {
    if (isSecret) return typed === '' ? `${field.label} is missing: type it, or paste it` : undefined;
    const parsed = parseField(name, field, typed, given.snapshot, given);
    // The sentence begins with the flag's name; here the question is known by its label.
    return parsed.ok ? undefined : parsed.problems[0]?.says.replace(flagOf(name), field.label);
  };
  const submit = (typed: string): void => {
    setSubmitted(true);
    if (problemOf(typed) !== undefined) return;
    props.onAnswered(isSecret ? actions.keepSecret(typed) : typed);
  };
  const edit = (next: string): void => {
    setSubmitted(false);
    setText(next.slice(0, longestText));
  };
  // As in the number page: what a slow link glues together is taken apart, for nothing is written from here.
  const type = (typed: string): void => {
    const [before = '', ...rest] = typed.split('\r');
    edit(text + before);
    if (rest.length > 0) submit(text + before);
  };

  useKeymap(
    ['line', 'wizard'],
    {
      'submit-line': () => submit(text),
      'erase-character': () => edit([...text].slice(0, -1).join('')),
      'clear-line': () => edit(''),
      'previous-page': props.onBack,
    },
    { onText: type, onPaste: pasted => type(pasted.trim().replaceAll(/[\r\n]+/g, ' ')) },
  );

  const problem = submitted ? problemOf(text) : undefined;
  return (
    <Rows
      lines={fillLines(
        [
          panelTitle(props.title, width),
          blank,
          ...(given.service === undefined ? [] : labelled('Service', [[span(given.service, 'strong')]])),
          ...labelled(field.label, sentence(field.help, besideLabel(width), 'muted')),
          blank,
          ...textInput({ text, masked: isSecret, problem, example: exampleOf(field) }, width),
        ],
        height,
      )}
    />
  );
}

function suggestion(field: TextPageProps['field'], given: Given): string | undefined {
  const by = field.kind === 'secret' || field.kind === 'record' ? undefined : field.startsAt;
  return (typeof by === 'function' ? by(given) : by) ?? defaultOf(field, given);
}

/** What an answer looks like. */
function exampleOf(field: TextPageProps['field']): string {
  switch (field.kind) {
    case 'text':
      return field.whatFits;
    case 'time':
      return 'a local time with its time zone, such as 2026-11-27 09:00 Europe/Berlin';
    case 'timeZone':
      return 'the name of a time zone, such as Europe/Berlin or UTC';
    case 'duration':
      return 'such as 30m, 2h or 1h30m';
    case 'record':
      return 'last, a run id (headroom history), or the path of a saved plan';
    case 'secret':
      return 'not shown, not recorded; it stays in this session';
  }
}
