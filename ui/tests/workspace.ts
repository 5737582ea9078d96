// `parley serve` on a copy of the founding case, or on a large one, in a temporary folder.
import { test as base, expect } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  /** Ends the server; `start` has another one at the same address. */
  end: () => Promise<void>;
  start: () => Promise<void>;
  /** Both. */
  restart: () => Promise<void>;
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

/** Serves the case that `fill` makes in a temporary folder. */
async function serve(fill: (at: string) => void, use: (served: Served) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-serve-'));
  const at = join(folder, 'case');
  fill(at);
  const run = (...more: string[]) => spawn(program, ['serve', at, '--worlds', '500', ...more], { stdio: ['ignore', 'pipe', 'inherit'] });
  let server = run();
  const url = await address(server);
  const end = async () => {
    server.removeAllListeners('exit');
    const ended = new Promise((resolve) => server.on('exit', resolve));
    server.kill('SIGINT');
    await ended;
  };
  const start = async () => {
    server = run('--port', new URL(url).port);
    await address(server);
  };
  const restart = async () => {
    await end();
    await start();
  };
  await use({ url, end, start, restart, read: (name) => readFileSync(join(at, name), 'utf8'), write: (name, text) => writeFileSync(join(at, name), text) });
  await end();
  rmSync(folder, { recursive: true });
}

/** A case of 1,000 statements, each quoted from its one document, on 30 issues by 8 parties of which three must consent. */
function large(at: string) {
  const many = <T>(n: number, make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i));
  const STANCES = ['favour', 'accept', 'oppose', 'tolerate', 'favour', 'accept', 'demand'];
  const rows = many(1000, (i) => ({ party: `p${i % 8}`, issue: `i${(i * 7) % 30}`, option: `o${(i * 11 + (i >> 3)) % 4}`, stance: STANCES[(i * 5 + (i >> 2)) % 7], quote: `Party ${i % 8} spoke for the ${i}th time, on issue ${(i * 7) % 30}.` }));
  mkdirSync(join(at, 'documents'), { recursive: true });
  writeFileSync(join(at, 'documents/record.txt'), many(100, (k) => rows.slice(10 * k, 10 * k + 10).map((row) => row.quote).join(' ')).join('\n\n'));
  writeFileSync(join(at, 'documents.yaml'), '- {id: record, file: documents/record.txt, title: The record, date: 2025-01-01}\n');
  writeFileSync(join(at, 'statements.csv'), `id,document,quote,speaker,party,form,issue,option,stance\n${rows.map((row, i) => `s${i},record,"${row.quote}",${row.party},${row.party},indirect,${row.issue},${row.option},${row.stance}`).join('\n')}\n`);
  writeFileSync(
    join(at, 'case.yaml'),
    `title: A large case\nparties:\n${many(8, (i) => `  - {id: p${i}, name: Party ${i}${i < 3 ? '' : ', kind: voice'}}`).join('\n')}\nissues:\n${many(30, (i) => `  - {id: i${i}, name: Issue ${i}, options: [${many(4, (k) => `{id: o${k}, name: Option ${k}}`).join(', ')}]}`).join('\n')}\n`,
  );
}

export const test = base.extend<{ served: Served; servedLarge: Served }>({
  served: async ({}, use) => serve((at) => cpSync(join(root, 'cases/ukraine-2025'), at, { recursive: true }), use),
  servedLarge: async ({}, use) => serve(large, use),
});

export { expect };
