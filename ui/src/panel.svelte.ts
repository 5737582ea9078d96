// The address after #, which says what the panel shows: what is open can be linked to, and Back closes it.

let hash = $state(location.hash);
let opener: HTMLElement | null = null;

addEventListener('hashchange', () => (hash = location.hash));
addEventListener('popstate', () => (hash = location.hash));
addEventListener('click', (event) => {
  const link = (event.target as Element | null)?.closest?.<HTMLElement>('a[href^="#"]');
  if (link && !link.closest('[data-panel]')) opener = link;
});

export const panel = {
  get hash() {
    return hash;
  },
  /** Closes it and gives the focus back to what opened it, or to what links to the same address. */
  close() {
    const back = opener?.isConnected ? opener : document.querySelector<HTMLElement>(`a[href="${CSS.escape(hash)}"]`);
    history.pushState(null, '', location.href.replace(/#.*$/, ''));
    hash = '';
    (back ?? document.querySelector<HTMLElement>('h1'))?.focus({ preventScroll: back !== null && back === opener });
    opener = null;
  },
};
