import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  reporter: 'line',
  fullyParallel: true,
  workers: 2,
  // Generous: the tests may run beside a build.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    launchOptions: {
      timeout: 120_000,
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});
