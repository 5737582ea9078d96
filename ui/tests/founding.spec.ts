// The case that Parley was founded on, through the program that is built: what it writes is what a reader opens.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = process.env.PARLEY ?? join(root, 'build/release/parley');
test.skip(!existsSync(program), 'the program is not built');

let folder = '';
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-founding-'));
  execFileSync(program, ['report', join(root, 'cases/ukraine-2025'), '--to', join(folder, 'page.html'), '--worlds', '300']);
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the founding case is read from its answer to its statements and back', async ({ page }) => {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  await page.goto(pathToFileURL(join(folder, 'page.html')).href);
  for (const name of ['Who stands where', 'Why they want it', 'Why there is no deal', 'What would have to give way', 'The best packages', 'What could be traded for what', 'Plan against plan', 'What to ask next', 'When it was said', 'Sources']) {
    await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
  }
  await page.getByRole('link', { name: /^Russia rejects “The line of control”/ }).click();
  const panel = page.getByRole('dialog');
  await expect(panel).toContainText('each of the four regions claimed by Russia, whatever the peace deal');
  await panel.getByRole('link', { name: 'Why there is no deal' }).first().click();
  await expect(page.locator('[id^="place/element/"]').last()).toBeInViewport();
  await expect(page.getByText('This chart cannot be drawn')).toHaveCount(0);
  expect(troubles).toEqual([]);
});
