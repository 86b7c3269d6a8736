import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** What nearly every file with a picture imports. */
const packages = ['react', 'react/jsx-runtime'];

/**
 * Gives React the shape of a module once. Without it every file that imports React copies all of its properties for
 * itself before the first frame: 10 ms.
 * @type {import('esbuild').Plugin}
 */
export const modulesOfCommonJs = {
  name: 'modules-of-commonjs',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(${packages.join('|')})$`) }, ({ path, kind, namespace }) =>
      kind === 'import-statement' && namespace !== 'module-of' ? { path, namespace: 'module-of' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'module-of' }, ({ path }) => {
      const names = Object.keys(require(path)).filter(name => !name.startsWith('__') && name !== 'default');
      return {
        contents: `const whole = require('${path}');\nexport default whole;\nexport const { ${names.join(', ')} } = whole;`,
        resolveDir: import.meta.dirname,
        loader: 'js',
      };
    });
  },
};
