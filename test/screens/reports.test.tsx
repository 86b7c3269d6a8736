import { describe, expect, it } from 'vitest';
import { App } from '../../src/screens/app.tsx';
import { drawOn, fakeSession } from '../support/screen.tsx';
import { pictureSnapshot } from '../support/ui-snapshots.ts';

const open = (width = 80, height = 24) => {
  const session = fakeSession({ snapshot: pictureSnapshot() });
  return { session, screen: drawOn(<App colour={false} />, { width, height, session }) };
};

describe('the capacity screen', () => {
  it('reads what nobody polls when it opens, and again when it is asked', async () => {
    const { session, screen } = open();
    screen.press('p');
    await screen.until(frame => frame.includes('What ends first'));
    const reads = () => session.called.filter(name => name.startsWith('observe')).length;
    expect(reads()).toBe(1);
    screen.press('r');
    await screen.until(() => reads() === 2);
  });

  it('takes a number as the expected requests, digit by digit, and gives it back', async () => {
    const { screen } = open();
    screen.press('p');
    await screen.until(frame => frame.includes('Until then'));
    screen.press('5', '0', '0', '0');
    const frame = await screen.until(each => each.includes('[ 5000▏]'));
    expect(frame).toMatch(/5,000 +12 /);
    screen.press('backspace');
    await screen.until(each => each.includes('[ 500▏]'));
    screen.chunk('xyz');
    screen.paste('7 a lot');
    screen.press('1');
    await screen.until(each => each.includes('[ 5001▏]'));
    // Glued together by a slow link.
    screen.chunk('234');
    await screen.until(each => each.includes('[ 5001234▏]'));
  });

  it('goes from service to service, and back to the dashboard', async () => {
    const { screen } = open();
    screen.press('p');
    await screen.until(frame => frame.includes('service 1 of 2'));
    screen.press('tab');
    await screen.until(frame => frame.includes('Traffic: waooaw-agent') && frame.includes('service 2 of 2'));
    screen.press('tab');
    await screen.until(frame => frame.includes('Traffic: waooaw-backend'));
    screen.press('escape');
    await screen.until(frame => frame.includes('When to scale'));
  });

  it.each([
    [80, 24],
    [120, 40],
    [200, 60],
  ])('fills a terminal of %ix%i, and scrolls where it must', async (width, height) => {
    const { screen } = open(width, height);
    screen.press('p');
    const frame = await screen.until(each => each.includes('NO ROOM IN'));
    const lines = frame.split('\n');
    expect(lines).toHaveLength(height);
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(width);
  });
});

describe('the right-sizing screen', () => {
  it('shows every service with its verdict, and reads again when it is asked', async () => {
    const { session, screen } = open();
    screen.press('u');
    const frame = await screen.until(each => each.includes('VERDICT'));
    expect(frame).toMatch(/waooaw-backend +✓ RIGHT/);
    expect(frame).toMatch(/waooaw-agent +! OVER/);
    screen.press('r');
    await screen.until(() => session.called.filter(name => name.startsWith('observe')).length === 2);
    screen.press('q');
    await screen.until(each => each.includes('When to scale'));
  });
});
