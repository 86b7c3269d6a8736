import { alarmWords } from '../domain/alarm-words.ts';
import { membersOf } from '../domain/canonical-json.ts';
import { configurationDiff, configurationWords } from '../domain/configuration-words.ts';
import type { Change, Fact } from '../domain/fact.ts';
import { type Line, span } from '../terminal/line.ts';
import { sentence } from './labelled.ts';

/**
 * What is configured as a whole, in as many lines as it takes: of one that is made everything that it is, of one that
 * changes the members that move, of one that goes its name.
 */
export function configurationLines({ fact, from, to }: Change, label: string, width: number): readonly Line[] {
  const head = (word: string): Line => [span(label), span(`   ${word}`, 'strong')];
  const below = (text: string): readonly Line[] =>
    sentence(text, width - 2, 'muted').map((line): Line => [span('  '), ...line]);
  if (to === null) return [head('deleted')];
  if (from === null) return [head('new'), ...below(wholeOf(fact, String(to)))];
  return [
    head('changed'),
    ...configurationDiff(String(from), String(to)).flatMap(member =>
      below(`${member.label}: ${member.from} → ${member.to}`),
    ),
  ];
}

/** An alarm in a sentence of its own: its members by their names fill half a screen. */
function wholeOf({ attribute }: Fact, text: string): string {
  const alarm = attribute === 'alarm' ? alarmWords(membersOf(text)) : undefined;
  if (alarm !== undefined) return alarm;
  const members = configurationWords(text).filter(({ value }) => value !== 'none');
  return members.map(({ label, value }) => `${label} ${value}`).join(', ');
}
