// The case as this window knows it: its result, and whether the folder has moved on.
import { makeBook, type Book } from '../book';
import { straight } from '../read';
import type { Result } from '../result';
import { api, onAway, onWrite, Refused, SUPERSEDED, type Outline, type Problem, type Running } from './client';

const EVERY = 1000;

/** A book without an answer: the places of the workspace ask for nothing that is not in it. */
const outlined = (outline: Outline) =>
  makeBook({ ...straight(outline), best: [], variants: [], unknowns: [], conflict: null, conflicts: { list: [] }, relaxations: { list: [] }, verdict: { flip: null }, sources: null, course: null } as unknown as Result);

class Live {
  book = $state.raw<Book | null>(null);
  /** What stands for it in the workspace until the first answer is there. */
  outline = $state.raw<Book | null>(null);
  /** Of the case's texts that the book is about. */
  version = $state('');
  problems = $state.raw<Problem[]>([]);
  running = $state.raw<Running | null>(null);
  trouble = $state('');
  offline = $state(false);
  cancelled = $state(false);
  undo = $state<string | null>(null);
  redo = $state<string | null>(null);
  /** Another one whenever anything in the folder has changed, or the server is back. */
  turn = $state(0);
  /** Said once, for those who hear the page too. */
  notice = $state('');

  #fingerprint = '';
  #stop: AbortController | null = null;
  /** Over once what this window wrote is known here as the last change. */
  #written: Promise<unknown> = Promise.resolve();

  start() {
    onAway(() => (this.offline = true));
    onWrite((written) => {
      this.#written = written.then(
        () => this.#see(),
        () => undefined,
      );
    });
    void this.#look();
  }

  async #look() {
    await this.#see();
    setTimeout(() => void this.#look(), EVERY);
  }

  async #see() {
    try {
      const state = await api.state();
      const back = this.offline;
      this.offline = false;
      this.undo = state.undo;
      this.redo = state.redo;
      if (back || state.fingerprint !== this.#fingerprint) {
        this.#fingerprint = state.fingerprint;
        this.turn += 1;
        void this.load();
      }
    } catch (error) {
      this.offline = error instanceof Refused && error.status === 0;
      if (!this.offline) this.trouble = (error as Error).message;
    }
  }

  /** Works the answer out anew; an older try is given up. */
  async load() {
    this.#stop?.abort(SUPERSEDED);
    const stop = (this.#stop = new AbortController());
    this.cancelled = false;
    this.running = { job: '', what: 'asking', share: -1 };
    try {
      if (!this.book) this.outline = outlined(await api.outline());
      if (stop !== this.#stop) return;
      const { result, tag } = await api.result(this.book ? this.version : '', stop.signal, (running) => stop.signal.aborted || (this.running = running));
      if (stop !== this.#stop) return;
      this.problems = [];
      this.trouble = '';
      if (result) {
        const lands = result.regions ? await api.lands() : [];
        if (stop !== this.#stop) return;
        this.version = tag;
        this.book = makeBook(straight(result), lands);
        document.title = result.case.title || result.case.id;
      }
    } catch (error) {
      if (stop !== this.#stop) return;
      if (error instanceof Refused && error.problems.length > 0) this.problems = error.problems;
      else if (stop.signal.aborted || (error instanceof Refused && error.status === 410)) this.cancelled = true;
      else this.trouble = (error as Error).message;
    }
    if (stop === this.#stop) this.running = null;
  }

  cancel() {
    this.#stop?.abort();
  }

  /** Adds to the result what was worked out beside it; false if the case is another one by now. */
  add(version: string, part: Partial<Result>): boolean {
    if (!this.book || this.version !== `"${version}"`) return false;
    this.book = makeBook({ ...this.book.result, ...part }, this.book.lands);
    return true;
  }

  /** Does something that writes; what is said of it comes back, or why it was refused. */
  async step(direction: 'undo' | 'redo') {
    await this.#written;
    const what = direction === 'undo' ? this.undo : this.redo;
    if (!what) return;
    try {
      await api[direction](what);
      this.notice = `${direction === 'undo' ? 'Undone' : 'Done again'}: ${what}.`;
    } catch (error) {
      this.notice = `Not ${direction === 'undo' ? 'undone' : 'done again'}: ${(error as Error).message}.`;
    }
  }
}

export const live = new Live();

/** What a person has not kept yet stays in this tab over a reload. */
export function draft<T>(key: string, empty: T): { get: () => T; set: (value: T) => void } {
  const name = `parley:${location.host}:${key}`;
  return {
    get: () => {
      try {
        return JSON.parse(sessionStorage.getItem(name) ?? 'null') ?? empty;
      } catch {
        return empty;
      }
    },
    set: (value) => sessionStorage.setItem(name, JSON.stringify(value)),
  };
}
