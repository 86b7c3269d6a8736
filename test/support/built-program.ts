export const programPath = new URL('../../dist/headroom.js', import.meta.url).pathname;

/** What the program may know of this machine: nothing that points at a real account. */
export const cleanEnvironment = (extra: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  LANG: 'C.UTF-8',
  TERM: 'xterm-256color',
  AWS_EC2_METADATA_DISABLED: 'true',
  ...extra,
});
