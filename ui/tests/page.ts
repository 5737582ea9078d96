// The built page with a result put into it as the program does, opened from disk.
import { test as base, expect, type Page } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Result } from '../src/result';

const root = new URL('..', import.meta.url);

export const fixture = (name: string): Result => JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, root), 'utf8'));

/** The text of the page with `json` in it. */
export function filled(json: string): string {
  const page = readFileSync(new URL('dist/index.html', root), 'utf8');
  return page.replace('__PARLEY_RESULT__', () => json.replaceAll('<', '\\u003c'));
}

interface Fixtures {
  /** Opens the page with a result, or with raw text in its place, at an address. */
  open: (result: Result | string | null, hash?: string) => Promise<Page>;
}

export const test = base.extend<Fixtures>({
  open: async ({ page }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-page-'));
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    page.on('request', (request) => /^(file|data):/.test(request.url()) || troubles.push(`asks for ${request.url()}`));
    await use(async (result, hash = '') => {
      const file = join(folder, 'page.html');
      const text = typeof result === 'string' ? result : JSON.stringify(result);
      writeFileSync(file, result === null ? readFileSync(new URL('dist/index.html', root)) : filled(text));
      await page.goto(pathToFileURL(file).href + hash);
      return page;
    });
    rmSync(folder, { recursive: true });
    expect(troubles, 'errors on the console, or requests').toEqual([]);
  },
});

export { expect };
