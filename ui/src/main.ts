import { mount } from 'svelte';
import App from './App.svelte';
import { makeBook } from './book';
import { read } from './read';
import './style.css';
import Trouble from './Trouble.svelte';

const target = document.getElementById('page')!;
const answer = read(document.getElementById('result')?.textContent ?? '');
if (answer.ok) {
  try {
    document.title = answer.result.case.title || answer.result.case.id;
    mount(App, { target, props: { book: makeBook(answer.result) } });
  } catch (error) {
    target.replaceChildren();
    mount(Trouble, { target, props: { trouble: 'The result in this page cannot be shown', detail: (error as Error).message } });
  }
} else {
  mount(Trouble, { target, props: { trouble: answer.trouble, detail: answer.detail } });
}
