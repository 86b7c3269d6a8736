// Who may import whom: the rooms of ARCHITECTURE.md. `npm run imports` and the tests run this.
// A type is an import too: a room that must not know another must not know its types either.

/** A room may import itself, the listed rooms and the listed packages; nothing else. */
const room = (name, { rooms = [], files = [], packages = [], node = [], also = '' }) => ({
  name: `${name}-imports`,
  comment: `src/${name} may import ${[name, ...rooms].join(', ')}${also ? `; ${also}` : ''}. See ARCHITECTURE.md, "Who may import whom".`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: {
    pathNot: [
      `^src/(${[name, ...rooms].join('|')})/`,
      ...files.map(file => `^src/${file.replace('.', '\\.')}$`),
      ...packages.map(pattern => `node_modules/${pattern}`),
      ...(node.length > 0 ? [`^(node:)?(${node.join('|')})$`] : []),
    ],
  },
});

/** Types of AWS inputs and outputs are words of the domain; their code is not. */
const typesOnly = {
  name: 'domain-runs-nothing-of-aws',
  comment: 'The domain and the procedures use the types of the AWS SDK, never its code.',
  severity: 'error',
  from: { path: '^src/(domain|procedures)/' },
  to: { path: 'node_modules/@(aws-sdk|smithy)', dependencyTypesNot: ['type-only'] },
};

const react = ['react/', 'ink/', 'ink-.*/', '@types/react/'];

export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    typesOnly,
    room('domain', { packages: ['@aws-sdk/', '@smithy/types'] }),
    room('procedures', { rooms: ['domain'], packages: ['@aws-sdk/'] }),
    room('journal', { rooms: ['domain'], node: ['fs', 'fs/promises', 'path', 'zlib', 'crypto', 'os'] }),
    room('runner', { rooms: ['domain', 'journal'] }),
    room('config', { rooms: ['domain'], packages: ['zod/'], node: ['fs', 'path', 'os', 'crypto'] }),
    room('store', { rooms: ['domain'] }),
    room('aws', {
      rooms: ['domain'],
      packages: ['@aws-sdk/', '@smithy/'],
      node: ['https?', 'child_process', 'crypto'],
    }),
    room('sim', {
      packages: ['@aws-sdk/', '@smithy/'],
      node: ['http', 'zlib', 'net', 'util'],
      also: 'domain/time.ts, and nothing of what we hope for',
      files: ['domain/time.ts'],
    }),
    {
      name: 'sim-world-knows-no-wire',
      comment:
        'The simulated world is state and rules; AWS messages and HTTP are told apart from it in api/, wire/ and server/.',
      severity: 'error',
      from: { path: '^src/sim/world/' },
      to: { pathNot: ['^src/sim/world/', '^src/domain/time\\.ts$'] },
    },
    {
      name: 'sim-wire-knows-no-world',
      comment: 'The wire layer is generic: it knows schemas, never the state behind them.',
      severity: 'error',
      from: { path: '^src/sim/(wire|server)/' },
      to: { path: '^src/sim/(world|api|worlds)/' },
    },
    room('terminal', { rooms: ['domain'], packages: ['string-width/', 'asciichart/'] }),
    room('process', {
      rooms: ['terminal', 'domain'],
      node: ['child_process', 'events', 'os', 'stream', 'string_decoder', 'tty', 'inspector'],
    }),
    room('boot', { rooms: ['screens', 'terminal', 'domain'], node: ['fs', 'os', 'path'] }),
    room('components', { rooms: ['terminal', 'domain'], packages: react }),
    room('hooks', { rooms: ['store', 'domain', 'terminal'], packages: react }),
    room('screens', { rooms: ['hooks', 'components', 'domain', 'procedures', 'terminal'], packages: react }),
    room('session', { rooms: ['domain', 'store', 'runner', 'journal', 'procedures'] }),
    room('commands', {
      rooms: [
        'screens',
        'hooks',
        'session',
        'store',
        'runner',
        'journal',
        'procedures',
        'domain',
        'config',
        'terminal',
        'process',
      ],
      files: ['compose.ts', 'version.ts'],
      packages: [...react, 'commander/', 'zod/'],
      node: ['fs'],
      also: 'compose.ts and version.ts',
    }),
    {
      name: 'only-compose-knows-both-worlds',
      comment: 'The AWS adapter and the simulator meet in src/compose.ts alone.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(compose\\.ts|aws/|sim/)' },
      to: { path: '^src/(aws|sim)/' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
    },
  },
};
