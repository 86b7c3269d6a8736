type Environment = Readonly<Record<string, string | undefined>>;

/** What in a machine's environment bears on where requests go, and what the program makes of it. */
const rows: readonly { readonly isSet: (env: Environment) => boolean; readonly note: (env: Environment) => string }[] =
  [
    {
      isSet: env => serviceEndpoints(env).length > 0,
      note: env => `${serviceEndpoints(env).join(', ')} is set and not obeyed: requests go to AWS.`,
    },
    {
      isSet: env => proxies(env).length > 0,
      note: env => `${proxies(env).join(', ')} is set and not used: requests go straight to AWS.`,
    },
    {
      isSet: env => isGiven(env['NODE_EXTRA_CA_CERTS']),
      note: env => `Certificates of ${env['NODE_EXTRA_CA_CERTS']} are trusted too (NODE_EXTRA_CA_CERTS).`,
    },
    {
      isSet: env => isGiven(env['AWS_CA_BUNDLE']),
      note: () => 'AWS_CA_BUNDLE is set and not used; NODE_EXTRA_CA_CERTS is what adds certificates.',
    },
    {
      isSet: env => env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0',
      note: () => 'NODE_TLS_REJECT_UNAUTHORIZED=0 is set and not obeyed: certificates are checked.',
    },
    {
      isSet: env => isGiven(env['AWS_PROFILE']) && isGiven(env['AWS_ACCESS_KEY_ID']),
      note: () => 'AWS_PROFILE and AWS_ACCESS_KEY_ID are both set, and the profile is used.',
    },
  ];

/** One sentence for everything in the environment that could have moved requests, whether it does or not. */
export const notesOnSurroundings = (env: Environment): readonly string[] =>
  rows.filter(({ isSet }) => isSet(env)).map(({ note }) => note(env));

const isGiven = (value: string | undefined): boolean => value !== undefined && value !== '';

const givenNames = (env: Environment, fits: (name: string) => boolean): readonly string[] =>
  Object.keys(env)
    .filter(name => fits(name) && isGiven(env[name]))
    .toSorted();

/** AWS_ENDPOINT_URL itself is a setting of the program's, which forbids writes; those for single services are nothing. */
const serviceEndpoints = (env: Environment): readonly string[] =>
  givenNames(env, name => name.startsWith('AWS_ENDPOINT_URL_'));

const proxies = (env: Environment): readonly string[] => givenNames(env, name => /^(https?|all)_proxy$/i.test(name));
