/** Orders to the server that end something: asked first, and told what came of it. */

import { h, icon, setText, toast } from './dom.js';
import { rest } from './rest.js';

let panel = null;

function confirmation() {
  const title = h('h2', { id: 'order-title' });
  const text = h('p.muted');
  const go = h('button.button.danger', { type: 'button' });
  const dialog = h('dialog.panel.small', { role: 'alertdialog', 'aria-labelledby': 'order-title' });
  const cancel = h('button.button', { type: 'button', onclick: () => dialog.close() }, 'Cancel');
  dialog.append(h('div.card-head', {}, title),
      h('div.card-body.fields', {}, text, h('div.dialog-actions', {}, cancel, go)));
  document.body.append(dialog);
  return { title, text, go, dialog, cancel };
}

/** @returns {Promise<boolean>} whether the user wants it */
export function confirmed(question, consequence, verb) {
  panel ??= confirmation();
  const { title, text, go, dialog, cancel } = panel;
  setText(title, question);
  setText(text, consequence);
  setText(go, verb);
  dialog.showModal();
  cancel.focus();
  return new Promise((done) => {
    let wanted = false;
    go.onclick = () => {
      wanted = true;
      dialog.close();
    };
    dialog.addEventListener('close', () => done(wanted), { once: true });
  });
}

/**
 * Does what the REST API is asked for; a refusal is told.
 *
 * @returns {Promise<boolean>} whether it was done
 */
export async function order(path, body, said = '') {
  try {
    await rest.ask(path, body);
    if (said) toast(said);
    return true;
  } catch (error) {
    toast(error.message);
    return false;
  }
}

/** A button that ends something; while that takes time it cannot be pressed again. */
export function endButton({ label, text, act }) {
  const button = h('button.button.small', { type: 'button', 'aria-label': label, title: label },
      icon('stop'), h('span', {}, text));
  button.addEventListener('click', async () => {
    button.disabled = true;
    await act();
    button.disabled = false;
  });
  return button;
}
