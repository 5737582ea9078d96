// What takes longest is worked out when somebody asks for it: what falls without each source, and the verdict's course.
import { api, Refused, type Running } from './client';
import { live } from './live.svelte';

class Beside {
  running = $state.raw<Running | null>(null);
  trouble = $state('');
  #stop: AbortController | null = null;

  constructor(readonly part: 'sources' | 'course') {}

  async start() {
    this.#stop?.abort();
    const stop = (this.#stop = new AbortController());
    this.running = { job: '', what: 'asking', share: -1 };
    this.trouble = '';
    try {
      const { version, ...found } = await api[this.part](stop.signal, (running) => stop.signal.aborted || (this.running = running));
      if (!live.add(version, found)) this.trouble = 'The case was changed meanwhile.';
    } catch (error) {
      const cancelled = stop.signal.aborted || (error instanceof Refused && error.status === 410);
      if (!cancelled && stop === this.#stop) this.trouble = (error as Error).message;
    }
    if (stop === this.#stop) this.running = null;
  }

  cancel() {
    this.#stop?.abort();
    this.running = null;
  }
}

export const beside = { sources: new Beside('sources'), course: new Beside('course') };
