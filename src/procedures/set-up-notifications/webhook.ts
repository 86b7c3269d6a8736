/** What is told to whoever gives a Slack webhook: it is the runbook's own way, and it cannot work. */
const slackCannotConfirm =
  'is a Slack incoming webhook, which can never confirm a subscription: SNS sends a link that the endpoint has to follow, and Slack follows none and refuses the message as well. These ways work: --tell with the e-mail address of a Slack channel; --tell function:NAME with a Lambda function that posts to the webhook; or --tell nobody, and then the topic added to the channel in Amazon Q Developer in chat applications (once AWS Chatbot)';

/** Why a webhook will not do, the end of a sentence; it never says what the webhook is. */
export function refusedWebhook(secret: string): string | undefined {
  const url = URL.canParse(secret) ? new URL(secret) : undefined;
  if (url?.protocol !== 'https:') return 'must be the URL of an endpoint, and begin with https://';
  return isSlack(url.hostname) ? slackCannotConfirm : undefined;
}

/** `hooks.slack.com`, and Slack's for governments. */
const isSlack = (host: string): boolean => /^hooks\.slack(-gov)?\.com\.?$/i.test(host);

/** Whether the subscription of that endpoint, as it is shown, is one that waits for ever. */
export const neverConfirms = (shown: string): boolean => /^https?:\/\//.test(shown) && isSlack(new URL(shown).hostname);
