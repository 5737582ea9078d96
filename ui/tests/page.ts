// The built page with a result put into it as the program does, opened from disk.
import { test as base, expect, type Page } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { read } from '../src/read';
import type { Result } from '../src/result';

const root = new URL('..', import.meta.url);

const fixtureText = (name: string) => readFileSync(new URL(`fixtures/${name}.json`, root), 'utf8');

/** A result as an older Parley wrote it: without what came later. */
export const older = (name: string): Partial<Result> => JSON.parse(fixtureText(name));

/** The same with what stands for the missing parts. */
export function fixture(name: string): Result {
  const answer = read(fixtureText(name));
  if (!answer.ok) throw new Error(answer.detail);
  return answer.result;
}

/** A result as the program makes it small for the page (src/report/pack.h). */
export function packed(result: Result): string {
  const shapes: string[][] = [];
  const numbers = new Map<string, number>();
  const pack = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return [-1, ...value.map(pack)];
    const keys = Object.keys(value);
    const key = JSON.stringify(keys);
    if (!numbers.has(key)) numbers.set(key, shapes.push(keys) - 1);
    return [numbers.get(key), ...Object.values(value).map(pack)];
  };
  const row = pack(result);
  return JSON.stringify({ shapes, packed: row });
}

/** The text of the page with `json` in it, and without lands for a map. */
export function filled(json: string): string {
  const page = readFileSync(new URL('dist/index.html', root), 'utf8');
  const [head, atlas] = page.split('id="atlas">[');
  const tail = atlas.slice(atlas.indexOf(']</script>'));
  return `${head}id="atlas">[${tail}`.replace('__PARLEY_RESULT__', () => json.replaceAll('<', '\\u003c'));
}

interface Fixtures {
  /** Opens the page with a result, or with raw text in its place, at an address. */
  open: (result: Partial<Result> | string | null, hash?: string) => Promise<Page>;
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
