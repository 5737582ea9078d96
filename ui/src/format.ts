// How numbers, dates and lists are said on the page.
import type { ByReading, Share } from './result';

/** A share as a count of 100; what is not zero never reads as 0, nor what is not all as 100. */
export function of100(value: number): string {
  const n = value * 100;
  if (n > 0 && n < 0.5) return '<1';
  if (n > 99.5 && n < 100) return '>99';
  return String(Math.round(n));
}

/** `31`, or `20–45` where the two readings differ. */
export function range100(pair: ByReading<Share>): string {
  const [a, b] = [of100(pair.cautious.value), of100(pair.open.value)];
  return a === b ? a : `${a}–${b}`;
}

/** Cautious, then open, where the second may be the lower: `29 / 14`. */
export function both100(pair: ByReading<Share>): string {
  const [a, b] = [of100(pair.cautious.value), of100(pair.open.value)];
  return a === b ? a : `${a} / ${b}`;
}

/** The 95 % interval: `30–33`, with as many decimals as keep its ends apart. */
export function interval(share: { low: number; high: number }): string {
  const [low, high] = [share.low * 100, share.high * 100];
  if (low === high) return of100(share.low);
  const digits = high - low >= 1 ? 0 : high - low >= 0.1 ? 1 : 2;
  const say = (end: number) => (end === 0 || end === 100 ? String(end) : end.toFixed(digits));
  return `${say(low)}–${say(high)}`;
}

/** `6 (5.7–6.7)`; the number alone where there is no doubt about it. */
export function withInterval(share: Share): string {
  return share.low === share.high ? of100(share.value) : `${of100(share.value)} (${interval(share)})`;
}

/** Points of 100, signed; below ten with a decimal. */
export function points(value: number): string {
  const size = Math.abs(value) * 100;
  if (size === 0) return '0';
  if (size < 0.05) return '<0.1';
  return `${value < 0 ? '−' : '+'}${size < 9.95 ? Number(size.toFixed(1)) : Math.round(size)}`;
}

/** A decimal string with its thousands apart: `16,777,216`. */
export function grouped(decimal: string): string {
  return decimal.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** A count that can be read at a glance: in full up to seven digits, then as 1.7 × 10^7. */
export function count(decimal: string): string {
  if (!/^\d+$/.test(decimal)) return decimal;
  const digits = decimal.replace(/^0+(?=\d)/, '');
  if (digits.length <= 7) return grouped(digits);
  let power = digits.length - 1;
  let tenths = Math.round(Number(digits.slice(0, 4)) / 100);
  if (tenths === 100) {
    tenths = 10;
    power += 1;
  }
  const mantissa = tenths % 10 === 0 ? String(tenths / 10) : (tenths / 10).toFixed(1);
  return `${mantissa} × 10^${power}`;
}

/** What part of `whole` a count is, from 0 to 1; exact enough to draw, and not 0 unless the count is. */
export function part(decimal: string, whole: string): number {
  if (!/^\d+$/.test(decimal) || !/^\d+$/.test(whole) || BigInt(decimal) === 0n || BigInt(whole) === 0n) return 0;
  return Math.max(1, Number((BigInt(decimal) * 1_000_000_000n) / BigInt(whole))) / 1e9;
}

/** A part in words of sensible precision: `12 %`, `0.3 %`, `1 in 4 million`. */
export function percent(value: number): string {
  if (value === 0) return '0 %';
  if (value < 0.0001) return '<0.01 %';
  const n = value * 100;
  return `${n < 1 ? n.toPrecision(1) : n < 10 ? Number(n.toFixed(1)) : Math.round(n)} %`;
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

function oneDate(text: string): string {
  const [year, month, day] = text.split('-');
  const name = MONTHS[Number(month) - 1];
  if (!name) return text;
  return day ? `${Number(day)} ${name} ${year}` : `${name} ${year}`;
}

/** `14 February 2025`, `February 2025`, `2025`, or an interval of these; anything else as it is. */
export function date(text: string | null | undefined): string {
  if (!text) return '';
  const [from, to] = text.split('/');
  if (to === undefined) return oneDate(from);
  const [a, b] = [oneDate(from), oneDate(to)];
  const [day, ...rest] = a.split(' ');
  return rest.length === 2 && b.endsWith(rest.join(' ')) ? `${day}–${b}` : `${a} to ${b}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[], last = 'and'): string {
  if (words.length <= 1) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1]}`;
}

/** `1 statement`, `3 statements`. */
export function many(n: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(String(n))} ${n === 1 ? noun : plural}`;
}

const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufefc]/;
/** A name in a sentence: one that runs from right to left turns nothing around it. */
export const inLine = (name: string) => (FROM_RIGHT.test(name) ? `\u2068${name}\u2069` : name);
/** A sentence of Parley's own, which runs from left to right whatever name it begins with. */
export const sentence = (words: string) => (FROM_RIGHT.test(words) ? `\u200e${words}` : words);

/** The same among others in one line: none runs over into the next. */
export const besides = (words: string) => (FROM_RIGHT.test(words) ? `\u2066${words}\u2069` : words);

/** Short things one after another, those that are there: `a · b`; no line begins with the dot. */
export const apart = (words: readonly (string | null | undefined | false)[]) => words.flatMap((each) => (each ? [inLine(each)] : [])).join('\u00a0· ');

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The text cut at a word near `length`, with an ellipsis. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = text.slice(0, length);
  const space = head.lastIndexOf(' ');
  return `${space > length / 2 ? head.slice(0, space) : head}…`;
}

/** A word in parts of at most `room` characters, as long as each other, each but the last with a hyphen. */
function parts(word: string, room: number): string[] {
  const letters = [...word];
  if (letters.length <= room) return [word];
  const n = Math.ceil(letters.length / (room - 1));
  const size = Math.ceil(letters.length / n);
  return Array.from({ length: n }, (_, i) => letters.slice(i * size, (i + 1) * size).join('') + (i + 1 < n ? '-' : ''));
}

/** Broken into lines of `length` characters, at blanks and after dashes, a longer word anywhere; the last of `most` lines is cut. */
export function lines(text: string, length: number, most: number): string[] {
  const room = Math.max(4, Math.floor(length));
  const found: string[] = [];
  for (const piece of text.match(/[^\s–-]*[–-]|[^\s–-]+|\s+/g) ?? [])
    for (const part of parts(piece.trim() || ' ', room)) {
      const joined = (found[found.length - 1] ?? '') + part;
      if (found.length > 0 && joined.trimEnd().length <= room) found[found.length - 1] = joined;
      else if (part !== ' ') found.push(part);
    }
  const kept = found.map((line) => line.trimEnd());
  if (kept.length <= most) return kept;
  const last = kept[most - 1];
  return [...kept.slice(0, most - 1), last.length < room ? `${last}…` : cut(last, room - 1)];
}

/** A value in a party's own units, to three digits: `0.0142`, `73.5`, `1,200`. */
export function units(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size >= 1000 ? grouped(String(Math.round(size))) : String(Number(size.toPrecision(size < 1 ? 2 : 3)));
  return `${value < 0 ? '−' : ''}${text}`;
}

/** Values of one column, all with the decimals that the finest of them has, so that they stand under each other. */
export function unitsAlike(values: readonly number[]): (value: number) => string {
  const decimals = Math.max(0, ...values.map((value) => units(value).split('.')[1]?.length ?? 0));
  return (value) => (Math.abs(value) >= 1000 ? units(value) : value.toFixed(decimals).replace('-', '−'));
}

/** The same as changes: `+0.014` above `−0.110`. */
export function signedAlike(values: readonly number[]): (value: number) => string {
  const say = unitsAlike(values);
  return (value) => (value > 0 ? `+${say(value)}` : say(value));
}

/** A value as a change: `+0.014`, `−12`, `0`. */
export const signedUnits = (value: number) => (value > 0 ? `+${units(value)}` : units(value));
