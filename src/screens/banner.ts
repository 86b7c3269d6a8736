import { statusSign } from '../components/status-sign.ts';
import { type OpenObligation, obligationInShort, obligationState } from '../domain/obligation.ts';
import { currentStep } from '../domain/run.ts';
import type { Session, Snapshot } from '../domain/snapshot.ts';
import type { Instant } from '../domain/time.ts';
import type { ActiveRun, AppState, Writes } from '../hooks/use-app-state.ts';
import { age, count, duration, timeOfDay } from '../terminal/format.ts';
import { keyLabel } from '../terminal/key-name.ts';
import { keymap } from '../terminal/keymap.ts';
import { blank, fitLine, type Line, lineWidth, type Span, span, spread } from '../terminal/line.ts';
import { textWidth } from '../terminal/text-width.ts';
import { statusSigns } from '../terminal/theme.ts';
import { awsTrouble } from './aws-trouble.ts';
import { connecting, programName } from './opening-lines.ts';
import { wroteSomething } from './wizard/run-words.ts';

interface BannerRoom {
  readonly now: Instant;
  readonly speed: number;
  readonly width: number;
  /** The run of this session is on the screen below; saying so again helps nobody. */
  readonly isRunShown: boolean;
}

/** The two lines at the top of every screen: which AWS this is and as whom, what may be done to it, how old the data is. */
export function bannerLines(state: AppState, room: BannerRoom): readonly [Line, Line] {
  const { speed, width } = room;
  const badge = writesBadge(state.writes);
  const where = whichAws(state.snapshot?.session, speed);
  // The program's own name is what a narrow terminal can do without.
  const left = lineWidth([programName, ...where, ...badge]) < width ? [programName, ...where] : [span(' '), ...where];
  const known: Line = [span(' '), ...whatIsKnown(state, room)];
  const toKnow = whatToKnow(state, room);
  const asked = requestWords(state).find(words => lineWidth([...known, words, ...toKnow]) + leastGap <= width);
  return [spread(left, badge, width), spread(asked ? [...known, asked] : known, toKnow, width)];
}

/** Between what is known at the left and what to know at the right. */
const leastGap = 2;

/** How much is asked of AWS to know it, the longer words first: what stands at the right is weightier. */
function requestWords({ requests, link }: AppState): readonly Span[] {
  if (requests === undefined || link.state === 'failing') return [];
  const sent = count(requests.lastMinute);
  return [
    span(` · ${sent} of ${count(requests.perMinute)} requests/min`, 'muted'),
    span(` · ${sent} requests/min`, 'muted'),
  ];
}

function whichAws(session: Session | undefined, speed: number): Line {
  if (session === undefined) return [];
  const where = `${session.accountId} · ${session.region}`;
  if (session.simulated) {
    return [span(` SIMULATED${speed === 1 ? '' : ` ×${speed}`} `, 'simulated'), span(`  ${where}`)];
  }
  const elsewhere: Line = session.endpoint === null ? [] : [span(`  at ${session.endpoint}`, 'warning')];
  return session.production
    ? [span(` ${session.environment.toUpperCase()} `, 'production'), span(`  ${where}`), ...elsewhere]
    : [span(session.environment, 'strong'), span(` · ${where}`), ...elsewhere];
}

/** Of the reader's time: long enough to be seen by who comes back to the terminal. */
const saidForMs = 10_000;

function writesBadge(writes: Writes): Line {
  if (writes.state === 'read-only') return [span('READ-ONLY ', 'muted')];
  const until = writes.until === null ? '' : ` until ${timeOfDay(writes.until).slice(0, 5)}`;
  return [span(` WRITES ARMED${until} `, 'armed')];
}

function whatIsKnown({ link, paused, snapshot, lost }: AppState, { now, speed }: BannerRoom): Line {
  if (link.state === 'failing') {
    const what = snapshot ? ` no answer for ${age(now - link.since)}` : ' not connected';
    return [statusSign('alarm'), span(`${what}: ${link.fault.because}`, 'alarm')];
  }
  const readAt = snapshot && newestReading(snapshot);
  if (lost !== undefined && (readAt ?? 0) < lost.at) {
    return [statusSign('alarm'), span(` stood still for ${duration(lost.ms)}: reading everything again`, 'alarm')];
  }
  const back: Line =
    lost !== undefined && now - lost.at < saidForMs * speed
      ? [span(`stood still for ${duration(lost.ms)}  `, 'warning')]
      : blank;
  const data: Line =
    readAt === undefined
      ? link.state === 'connecting'
        ? connecting
        : [statusSign('pending'), span(' reading', 'muted')]
      : [span(`read ${timeOfDay(readAt)} UTC, ${age(now - readAt)} ago`, 'muted')];
  return [...(paused ? [span('PAUSED', 'warning'), span('  space goes on  ', 'muted')] : []), ...back, ...data];
}

/** Of the sign before it and the blanks around it. */
const ownWidth = 4;

/** Forgotten event scaling is found here, and not on the bill. */
const owedWords = (owed: OpenObligation, now: Instant, width: number): Line => {
  const forms = [obligationState(owed, now), ...obligationInShort(owed, now)];
  const words = forms.find(form => textWidth(form) + ownWidth <= width) ?? forms.at(-1) ?? '';
  const isOver = now > owed.dueAt;
  return fitLine(
    [statusSign(isOver ? 'alarm' : 'warning'), span(` ${words} `, isOver ? 'alarm' : 'warning')],
    Math.min(width, textWidth(words) + ownWidth),
  );
};

/**
 * At the right, the weightiest first: a run that nobody sees, what is owed, why nothing can be written, what fails, as whom
 * this is.
 */
function whatToKnow(state: AppState, { isRunShown, width, now }: BannerRoom): Line {
  const { run, writes, link, snapshot, connection, obligations } = state;
  if (run !== undefined && !isRunShown) return [...runWords(run), ...leadsToRun(width)];
  const [owed] = obligations;
  if (owed !== undefined) return owedWords(owed, now, width - ageWidth);
  if (writes.state === 'read-only' && !writes.canArm) return [span(`no writes: ${writes.because} `, 'warning')];
  // A link that fails says why at the left, with the next try.
  if (link.state === 'failing' || snapshot === undefined) return blank;
  const trouble = awsTrouble(state, width);
  if (trouble !== undefined) return trouble;
  const { leftOut = [] } = snapshot;
  if (leftOut.length > 0) return [span(`${leftOut.length} left out for an odd name: headroom status `, 'warning')];
  const principal = shortPrincipal(snapshot.session.principalArn);
  const from = connection.credentialsFrom === undefined || width < 100 ? '' : ` · ${connection.credentialsFrom}`;
  const whoWeAre = span(`${principal}${from} `, 'muted');
  return [...noteWords(connection.notes, width - lineWidth([whoWeAre]) - ageWidth), whoWeAre];
}

/** At the left stands how old the data is, which nothing here must cover. */
const ageWidth = 40;

function noteWords(notes: readonly string[], room: number): Line {
  if (notes.length === 0) return blank;
  const words = notes.join(' ');
  const fitting = words.length + 4 < room ? words : 'see headroom status';
  return [statusSign('warning'), span(` ${fitting}  `, 'warning')];
}

const runKey = keyLabel(keymap.find(({ id }) => id === 'show-run')?.keys[0] ?? '');

/** The age of the data at the left must not be cut for it. */
const leadsToRun = (width: number): Line => [
  span(' · ', 'muted'),
  span(runKey, 'accent'),
  span(width < 72 ? ' ' : ' shows it ', 'muted'),
];

function runWords({ run, question }: ActiveRun): Line {
  if (run.ended !== undefined) {
    const isDone = run.ended.kind === 'completed';
    const status = isDone ? 'ok' : wroteSomething(run) ? 'alarm' : 'warning';
    return [statusSign(status), span(isDone ? ' run done' : ' run stopped', statusSigns[status].tone)];
  }
  if (question !== undefined) return [statusSign('warning'), span(' run waits for your answer', 'warning')];
  const at = run.steps.findIndex(({ step }) => step === currentStep(run)?.step) + 1;
  return [span(`run under way, step ${at} of ${run.steps.length}`, 'warning')];
}

const newestReading = ({ services }: Snapshot): Instant | undefined => {
  let newest: Instant | undefined;
  for (const { counts } of services) {
    if ('observedAt' in counts && counts.observedAt >= (newest ?? 0)) newest = counts.observedAt;
  }
  return newest;
};

/** `arn:aws:sts::111122223333:assumed-role/Responder/alice` is `Responder/alice` to a reader. */
export const shortPrincipal = (arn: string): string => {
  const name = arn.split(':').slice(5).join(':');
  return name.replace(/^(assumed-role|user|federated-user)\//, '') || arn;
};
