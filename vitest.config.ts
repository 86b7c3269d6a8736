import { defineConfig } from 'vitest/config';
import { TallyReporter } from './test/support/tally-reporter.ts';

export default defineConfig({
  // As the build does: React runs in production mode here, and JSX for development does not.
  oxc: { jsx: { runtime: 'automatic', development: false } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/support/build.ts'],
    reporters: ['default', new TallyReporter()],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // React in production mode, as shipped: the development build leaks and draws more slowly.
    env: { NODE_ENV: 'production', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', FORCE_COLOR: '1' },
  },
});
