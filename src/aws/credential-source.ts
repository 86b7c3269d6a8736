/** Where credentials come from, by the mark that the SDK puts on them (its feature ids), and whether a profile named it. */
const words: Readonly<Record<string, string>> = {
  CREDENTIALS_ENV_VARS: 'AWS_ACCESS_KEY_ID of the environment',
  CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN: 'the web identity of the environment',
  CREDENTIALS_PROFILE: 'keys',
  CREDENTIALS_PROFILE_SOURCE_PROFILE: 'a role through another profile',
  CREDENTIALS_PROFILE_NAMED_PROVIDER: 'a role through a named provider',
  CREDENTIALS_PROFILE_STS_WEB_ID_TOKEN: 'web identity',
  CREDENTIALS_PROFILE_SSO: 'SSO',
  CREDENTIALS_PROFILE_SSO_LEGACY: 'SSO',
  CREDENTIALS_PROFILE_PROCESS: 'credential_process',
  CREDENTIALS_PROFILE_LOGIN: 'aws login',
  CREDENTIALS_HTTP: 'the container',
  CREDENTIALS_IMDS: 'the instance',
};

/** `profile ops: SSO`, or `AWS_ACCESS_KEY_ID of the environment`. */
export function credentialSource(marks: readonly string[], profile: string | null): string | undefined {
  const known = marks.filter(mark => words[mark] !== undefined);
  // A role has several marks; what the profile itself says is the choice that was made.
  const chosen = known.find(mark => mark.startsWith('CREDENTIALS_PROFILE')) ?? known[0];
  if (chosen === undefined) return marks.length === 0 ? undefined : 'a source that the program does not know';
  return chosen.startsWith('CREDENTIALS_PROFILE') ? `profile ${profile ?? 'default'}: ${words[chosen]}` : words[chosen];
}
