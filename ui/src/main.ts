import { mount } from 'svelte';
import App from './App.svelte';
import { makeBook, type Land } from './book';
import { read } from './read';
import './style.css';
import Trouble from './Trouble.svelte';
import { takeToken } from './workspace/client';
import Live from './workspace/Live.svelte';

const target = document.getElementById('page')!;

/** A page of `parley serve` holds no result: it asks for it. */
const LIVE = '{"live": true}';

/** What the program has put beside the result: outlines of the lands around the case's map. */
function lands(): Land[] {
  try {
    return JSON.parse(document.getElementById('atlas')?.textContent ?? '[]');
  } catch {
    return [];
  }
}

function show(text: string) {
  const answer = read(text);
  if (!answer.ok) {
    target.replaceChildren();
    mount(Trouble, { target, props: { trouble: answer.trouble, detail: answer.detail } });
    return;
  }
  try {
    document.title = answer.result.case.title || answer.result.case.id;
    target.replaceChildren();
    mount(App, { target, props: { book: makeBook(answer.result, lands()), lacks: answer.lacks } });
  } catch (error) {
    target.replaceChildren();
    mount(Trouble, { target, props: { trouble: 'The result in this page cannot be shown', detail: (error as Error).message } });
  }
}

const text = document.getElementById('result')?.textContent ?? '';
if (text.trim() === LIVE) {
  takeToken();
  target.replaceChildren();
  mount(Live, { target });
} else {
  show(text);
}
