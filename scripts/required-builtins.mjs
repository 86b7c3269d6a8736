// Node's own modules as require() gives them. `import 'node:http'` reads every property of the module to make exports of
// them, and `http.WebSocket` alone loads all of undici: 40 ms.
export const requiredBuiltins = {
  name: 'required-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?https?2?$/ }, ({ path, kind }) =>
      kind === 'require-call' ? undefined : { path: path.replace(/^(node:)?/, 'node:'), namespace: 'required' },
    );
    onLoad({ filter: /.*/, namespace: 'required' }, ({ path }) => ({
      contents: `module.exports = require('${path}');`,
      loader: 'js',
    }));
  },
};
