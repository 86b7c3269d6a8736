// Loaded into the program before it starts: on SIGUSR2 it dies as HEADROOM_TEST_DEATH says.
const deaths = {
  throw: () =>
    setTimeout(() => {
      throw new Error('thrown by a test \u001b]0;title\u0007');
    }),
  reject: () => void Promise.reject(new Error('rejected by a test')),
  // In the middle of a render: the banner is drawn anew each second, and writes the time of day.
  render() {
    Date.prototype.toISOString = () => {
      throw new Error('thrown while drawing');
    };
  },
  abort: () => process.abort(),
  memory() {
    const kept = [];
    for (;;) kept.push(Array.from({ length: 100_000 }, () => ({})));
  },
};

process.on('SIGUSR2', () => deaths[process.env.HEADROOM_TEST_DEATH]?.());
