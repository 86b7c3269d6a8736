import { lastKnown } from '../../domain/observed.ts';
import type { ServiceSnapshot } from '../../domain/snapshot.ts';
import type { Instant } from '../../domain/time.ts';
import { shortTime } from '../../terminal/format.ts';
import { type Line, lineWidth, plainText, span } from '../../terminal/line.ts';
import { truncateWords, wrapWords } from '../../terminal/text-width.ts';
import { statusSigns, type Tone } from '../../terminal/theme.ts';
import { type ActivityWords, activityWords, shortEvent } from './aws-words.ts';
import { isUnknownToAws, unreadWords } from './service-health.ts';

interface Room {
  readonly now: Instant;
  readonly width: number;
  readonly height: number;
}

const timeWidth = 8;

const outcomeTones: Readonly<Record<ActivityWords['outcome'], Tone>> = {
  scaled: 'text',
  resting: 'muted',
  'held-back': 'warning',
};

/** Why auto-scaling scaled, and why it did not; newest first. */
export function activityLines(service: ServiceSnapshot, { now, width, height }: Room): readonly Line[] {
  const notice = noticeOf('the scaling history', service.activities, now, width);
  const activities = lastKnown(service.activities) ?? [];
  const none = activities.length === 0 && service.activities.state === 'fresh' && !isUnknownToAws(service);
  const unscaled = lastKnown(service.scaling)?.target === null;
  const lines = activities.slice(0, height).flatMap(activity => {
    const { outcome, what, why } = activityWords(activity);
    return entry(activity.startedAt, [span(what, outcomeTones[outcome]), span(` · ${why}`, 'muted')], {
      now,
      width,
      height,
    });
  });
  return filled(
    [
      ...notice,
      ...(none
        ? [[span(unscaled ? ' no auto-scaling is set up' : ' auto-scaling has done nothing yet', 'muted')]]
        : []),
      ...lines,
    ],
    height,
  );
}

/** What ECS says of the service; newest first. */
export function eventLines(service: ServiceSnapshot, { now, width, height }: Room): readonly Line[] {
  const notice = noticeOf('the events', service.counts, now, width);
  const events = lastKnown(service.counts)?.events ?? [];
  const none = events.length === 0 && service.counts.state === 'fresh';
  const lines = events.slice(0, height).flatMap(event => {
    const text = shortEvent(event);
    const bad = /unable|unhealthy|failed/.test(text);
    return entry(event.at, [span(text, bad ? 'warning' : 'text')], { now, width, height });
  });
  return filled([...notice, ...(none ? [[span(' ECS reports no event', 'muted')]] : []), ...lines], height);
}

/** One line, or two where the list is long enough to spend them on whole sentences. */
function entry(at: Instant, words: Line, { now, width, height }: Room): readonly Line[] {
  const room = width - timeWidth;
  const time = span(` ${shortTime(at, now)}  `, 'muted');
  if (lineWidth(words) <= room) return [[time, ...words]];
  const tone = words[0]?.tone ?? 'text';
  const [first = '', ...more] =
    height < 6 ? [truncateWords(plainText(words), room)] : wrapWords(plainText(words), room, 2);
  return [[time, span(first, tone)], ...more.map(text => [span(' '.repeat(timeWidth)), span(text, tone)])];
}

function noticeOf(
  what: string,
  part: ServiceSnapshot['activities'] | ServiceSnapshot['counts'],
  now: Instant,
  width: number,
): readonly Line[] {
  if (part.state === 'pending') return [[span(` ${statusSigns.pending.sign} not read yet`, 'muted')]];
  const unread = unreadWords(what, part, now);
  return unread ? [[span(` ${statusSigns.unknown.sign} ${truncateWords(unread.says, width - 4)}`, 'unknown')]] : [];
}

/** Always `height` lines, so that what stands below keeps its place. */
const filled = (lines: readonly Line[], height: number): readonly Line[] =>
  Array.from({ length: height }, (_, y) => lines[y] ?? []);
