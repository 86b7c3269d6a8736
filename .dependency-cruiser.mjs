// Who may import whom: the rooms of ARCHITECTURE.md. `npm run imports` and the tests run this.
// A type is an import too: a room that must not know another must not know its types either.

/** A room may import itself, the listed rooms and the listed packages; nothing else. */
const room = (name, { rooms = [], packages = [], node = [], also = '' }) => ({
  name: `${name}-imports`,
  comment: `src/${name} may import ${[name, ...rooms].join(', ')}${also ? `; ${also}` : ''}. See ARCHITECTURE.md, "Who may import whom".`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: {
    pathNot: [
      `^src/(${[name, ...rooms].join('|')})/`,
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
    room('config', { rooms: ['domain'], packages: ['zod/'], node: ['fs', 'path', 'os'] }),
    room('store', { rooms: ['domain'] }),
    room('aws', { rooms: ['domain'], packages: ['@aws-sdk/', '@smithy/'], node: ['https?'] }),
    room('sim/world', {}),
    room('terminal', { rooms: ['domain'], packages: ['string-width/', 'asciichart/'] }),
    room('components', { rooms: ['terminal', 'domain'], packages: react }),
    room('hooks', { rooms: ['store', 'domain', 'terminal'], packages: react }),
    room('screens', { rooms: ['hooks', 'components', 'domain', 'procedures', 'terminal'], packages: react }),
    room('commands', {
      rooms: ['screens', 'hooks', 'store', 'runner', 'journal', 'procedures', 'drills', 'domain', 'config', 'terminal'],
      packages: [...react, 'commander/'],
      also: 'and compose.ts',
    }),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js'], conditionNames: ['import', 'node', 'types'] },
  },
};
