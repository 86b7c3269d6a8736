import type { Deviation } from '../../domain/procedure.ts';

export const deviations: readonly Deviation[] = [
  {
    runbookSays: 'A rule of EventBridge invokes a Lambda function that sets the count to 2 at night.',
    weDo: 'By default we make scheduled actions of auto-scaling, which set both bounds.',
    because:
      'A count fights auto-scaling, which moves it on; bounds are what auto-scaling keeps to. And no function has to work at two in the morning.',
  },
  {
    runbookSays: 'The rule for the morning has no target.',
    weDo: 'Both rules get their target and their count, and the function is checked to exist.',
    because: 'A rule without a target fires into nothing: after the first night the service would have stayed down.',
  },
  {
    runbookSays: 'Nothing lets EventBridge invoke the function.',
    weDo: 'We give the function a permission for each of the two rules.',
    because: 'AWS takes a target that may not be invoked, and tells nobody but a metric when it fails.',
  },
  {
    runbookSays: 'cron(0 2 * * ? *) and cron(0 8 * * ? *), without a time zone.',
    weDo: 'We ask for the time zone, and show the next five firings in local time and in UTC.',
    because: 'Without one AWS reads the times in UTC, and they move by an hour with summer time.',
  },
];
