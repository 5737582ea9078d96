// node bench/serve_load.mjs PROGRAM CASE [CLIENTS] [SECONDS]: how `parley serve` bears clients that choose packages without
// a pause. Prints, for one client and for many: requests a second, the 50th and 95th percentile of the time from asking to
// the answer, answers that were not 200, the server's processor time a request, and its memory (peak of its resident set).
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

const [program, folder, clients = '100', seconds = '10'] = process.argv.slice(2);
const server = spawn(program, ['serve', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
let url;
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

function ask(method, path, body) {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = { 'X-Parley': '1', ...(text && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }) };
    const sent = request({ host: url.hostname, port: url.port, agent, method, path, headers }, (answer) => {
      let all = '';
      answer.setEncoding('utf8');
      answer.on('data', (part) => (all += part));
      answer.on('end', () => resolve({ status: answer.statusCode, body: all }));
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

let issues = [];
let draw = 1;
const random = (n) => (draw = (draw * 48271) % 2147483647) % n;
const choice = () =>
  Object.fromEntries(issues.map((issue) => {
    const options = issue.options.filter((option) => !option.only_without_deal);
    return [issue.id, options[random(options.length)].id];
  }));

/** Processor time of the server in milliseconds. */
const spentBy = () => readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).reduce((sum, ticks) => sum + 10 * Number(ticks), 0);

async function load(count) {
  const before = spentBy();
  const times = [];
  let bad = 0;
  const began = performance.now();
  const end = began + 1000 * Number(seconds);
  await Promise.all(
    Array.from({ length: count }, async () => {
      while (performance.now() < end) {
        const from = performance.now();
        const { status } = await ask('POST', '/api/judge', { package: choice() }).catch(() => ({ status: 0 }));
        times.push(performance.now() - from);
        if (status !== 200) bad += 1;
      }
    }),
  );
  const spent = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))].toFixed(1);
  const memory = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1] / 1024;
  console.log(`${count} client${count === 1 ? '' : 's'}: ${(times.length / spent).toFixed(0)} requests a second; ${at(0.5)} ms and ${at(0.95)} ms (50th and 95th percentile); ${bad} not answered; ${((spentBy() - before) / times.length).toFixed(1)} ms of processor each; ${memory.toFixed(0)} MB`);
}
try {
  url = await new Promise((resolve, reject) => {
    server.stdout.once('data', (bytes) => resolve(new URL(String(bytes).trim())));
    server.once('exit', () => reject(new Error('the server ended')));
  });
  const { case: the } = JSON.parse((await ask('GET', '/api/outline')).body);
  issues = the.issues.filter((issue) => !issue.left_out);
  await ask('POST', '/api/judge', { package: choice() });
  await load(1);
  await load(Number(clients));
} finally {
  server.kill('SIGINT');
  agent.destroy();
}
