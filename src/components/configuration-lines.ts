import { configurationDiff, configurationWords } from '../domain/configuration-words.ts';
import type { Change } from '../domain/fact.ts';
import { type Line, span } from '../terminal/line.ts';
import { sentence } from './labelled.ts';

/**
 * What is configured as a whole, in as many lines as it takes: of one that is made everything that it is, of one that
 * changes the members that move, of one that goes its name.
 */
export function configurationLines({ from, to }: Change, label: string, width: number): readonly Line[] {
  const head = (word: string): Line => [span(label), span(`   ${word}`, 'strong')];
  const below = (text: string): readonly Line[] =>
    sentence(text, width - 2, 'muted').map((line): Line => [span('  '), ...line]);
  if (to === null) return [head('deleted')];
  if (from === null) {
    const members = configurationWords(String(to)).filter(({ value }) => value !== 'none');
    return [head('new'), ...below(members.map(member => `${member.label} ${member.value}`).join(', '))];
  }
  return [
    head('changed'),
    ...configurationDiff(String(from), String(to)).flatMap(member =>
      below(`${member.label}: ${member.from} → ${member.to}`),
    ),
  ];
}
