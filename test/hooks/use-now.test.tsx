import { Text } from 'ink';
import { expect, it } from 'vitest';
import { seconds } from '../../src/domain/time.ts';
import { useNow } from '../../src/hooks/use-now.ts';
import { drawOn, fakeSession, StandingClock } from '../support/screen.tsx';
import { pictureTime } from '../support/ui-snapshots.ts';

let renders = 0;
function Watch() {
  renders += 1;
  return <Text>{`+${(useNow() - pictureTime) / 1000} s`}</Text>;
}

it('follows the clock of the session in whole seconds, however many components watch it', async () => {
  const session = fakeSession({}, { clock: new StandingClock(pictureTime + 400) });
  const screen = drawOn(
    <>
      <Watch />
      <Watch />
    </>,
    { width: 80, height: 24, session },
  );
  expect(screen.frame()).toBe('+0 s\n+0 s');
  session.clock.advance(seconds(1));
  await screen.until(frame => frame === '+1 s\n+1 s');
});

it('draws once for each second of the reader, also where the clock runs fast', async () => {
  const session = fakeSession({}, { clock: new StandingClock(pictureTime, 60) });
  const screen = drawOn(<Watch />, { width: 80, height: 24, session });
  renders = 0;
  for (let second = 0; second < 59; second += 1) session.clock.advance(seconds(1));
  expect(renders).toBe(0);
  session.clock.advance(seconds(1));
  await screen.until(frame => frame === '+60 s');
  expect(renders).toBe(1);
});
