// `parley serve` on a copy of the founding case in a temporary folder.
import { test as base, expect } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = process.env.PARLEY ?? join(root, 'build/release/parley');

export interface Served {
  url: string;
  /** A file of the case, as text. */
  read: (name: string) => string;
  /** Writes it as an editor would. */
  write: (name: string, text: string) => void;
}

/** The address that the program prints. */
function address(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stdout!.on('data', (bytes) => {
      said += bytes;
      if (said.endsWith('\n')) resolve(said.trim());
    });
    server.on('exit', (status) => reject(new Error(`parley serve ended with ${status}`)));
    server.on('error', reject);
  });
}

export const test = base.extend<{ served: Served }>({
  served: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-serve-'));
    const at = join(folder, 'ukraine-2025');
    cpSync(join(root, 'cases/ukraine-2025'), at, { recursive: true });
    const server = spawn(program, ['serve', at, '--worlds', '500'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const url = await address(server);
    await use({ url, read: (name) => readFileSync(join(at, name), 'utf8'), write: (name, text) => writeFileSync(join(at, name), text) });
    server.removeAllListeners('exit');
    const ended = new Promise((resolve) => server.on('exit', resolve));
    server.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true });
  },
});

export { expect };
