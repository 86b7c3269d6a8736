import { functionPart } from '../domain/account-snapshot.ts';
import type { Given } from '../domain/input-field.ts';
import { defineProcedure } from '../domain/procedure.ts';
import { planNotifications } from './set-up-notifications/plan.ts';
import { functionToTell } from './set-up-notifications/recipient.ts';
import { refusedWebhook } from './set-up-notifications/webhook.ts';

/** Nobody but an https endpoint has one. */
const noneUnlessAsked = ({ answers }: Given): string | undefined => (answers['tell'] === 'https' ? undefined : '');

/** Somebody hears of it when a service cannot scale out any further. */
export const setUpNotifications = defineProcedure({
  id: 'set-up-notifications',
  title: 'Set up notifications',
  summary: 'Have somebody told when a service reaches its maximum: a topic, who may publish to it, and who hears it.',
  runbook: ['Scaling Alerts'],
  input: {
    service: { kind: 'service', label: 'Service', help: 'The ECS service: its name, or cluster/service.' },
    tell: {
      kind: 'text',
      label: 'Tell',
      help: 'An e-mail address (that of a Slack channel as well), function:NAME, https with --webhook, or nobody.',
      pattern:
        /^(nobody|https|function:[A-Za-z0-9_][A-Za-z0-9_-]{0,63}|[A-Za-z0-9][\w%+-]{0,40}(\.[\w%+-]{1,20}){0,3}@[A-Za-z0-9]([A-Za-z0-9-]{0,40}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,40}[A-Za-z0-9])?){1,5})$/,
      whatFits: 'an e-mail address, function:NAME, https or nobody',
    },
    topic: {
      kind: 'text',
      label: 'Topic',
      help: 'The SNS topic; it is made where there is none of that name.',
      pattern: /^[A-Za-z0-9_][A-Za-z0-9_-]{0,99}$/,
      whatFits: 'up to 100 letters, digits, - and _, such as scaling-events',
      default: 'scaling-events',
    },
    events: {
      kind: 'choice',
      label: 'When',
      help: 'at-maximum tells when auto-scaling cannot add more; scale-outs tells of every scale-out as well.',
      choices: [
        { value: 'at-maximum', label: 'When it reaches its maximum' },
        { value: 'scale-outs', label: 'Also whenever it scales out' },
      ],
      default: 'at-maximum',
    },
    webhook: {
      kind: 'secret',
      label: 'Webhook',
      help: 'With --tell https the URL to send to; it is a secret, and stands in no plan, journal or command.',
      refuses: refusedWebhook,
      default: noneUnlessAsked,
    },
  },
  reads: ['counts', 'scaling', 'topics', 'rules'],
  readsFor: ({ tell = '' }) => {
    const name = functionToTell(tell);
    return name === undefined ? [] : [functionPart(name)];
  },
  deviations: [
    {
      runbookSays: 'A Slack incoming webhook subscribes to the topic.',
      weDo: 'We refuse it and name what works: e-mail (a Slack channel has an address), a function, or Amazon Q Developer in chat applications.',
      because:
        'An https endpoint has to follow a link that SNS sends, within two days. Slack never does, and refuses the messages of SNS.',
    },
    {
      runbookSays: 'A topic "for scaling events", and nothing that publishes to it.',
      weDo: 'We make the rule of EventBridge that tells it of scaledToMax, and let EventBridge publish.',
      because: 'Auto-scaling sends nothing to any topic: the topic of the runbook would have stayed silent for ever.',
    },
    {
      runbookSays: 'The webhook stands in the command.',
      weDo: 'It comes from an environment variable, a file or a masked prompt, and is put in when the request is sent.',
      because: 'Whoever has the URL of a webhook may post to it; a command line is seen by everybody on the machine.',
    },
    {
      runbookSays: 'Nothing of the confirmation.',
      weDo: 'We say whether the subscription is confirmed or pending, after the run and whenever this is planned again.',
      because: 'A subscription that is pending looks like one that works, and gets nothing.',
    },
  ],
  plan: planNotifications,
});
