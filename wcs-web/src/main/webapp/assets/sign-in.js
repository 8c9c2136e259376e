/** Asks who the user is, when the REST API wants to know. */

import { h, icon, setText } from './dom.js';
import { rest } from './rest.js';

/** The dialog; one serves all who ask at the same time. */
class SignIn {
  #user = h('input', { id: 'login-user', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', required: true, maxlength: '128' });
  #password = h('input', { id: 'login-password', type: 'password', autocomplete: 'current-password', required: true, maxlength: '256' });
  #fault = h('p.help.bad', { role: 'alert' });
  #go = h('button.button.primary', { type: 'submit' }, 'Sign in');
  #dialog;
  #outcome = null;

  constructor() {
    const form = h('form.card-body.fields', { method: 'dialog' },
        h('p.muted', {}, 'The REST API of this server asks for a user. Users are kept with the SSH console.'),
        field('User', this.#user), field('Password', this.#password), this.#fault,
        h('div.dialog-actions', {},
            h('button.button', { type: 'button', onclick: () => this.#dialog.close() }, 'Cancel'), this.#go));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#try();
    });
    this.#dialog = h('dialog.panel.small', { 'aria-labelledby': 'login-title' },
        h('div.card-head', {}, h('h2', { id: 'login-title' }, 'Sign in')), form);
    this.#dialog.addEventListener('close', () => this.#done(false));
    document.body.append(this.#dialog);
  }

  /** @returns {Promise<boolean>} whether somebody is signed in now */
  ask() {
    if (!this.#outcome) {
      this.#outcome = {};
      this.#outcome.promise = new Promise((done) => { this.#outcome.done = done; });
      this.#password.value = '';
      setText(this.#fault, '');
      this.#dialog.showModal();
      (this.#user.value ? this.#password : this.#user).focus();
    }
    return this.#outcome.promise;
  }

  async #try() {
    this.#go.disabled = true;
    setText(this.#fault, '');
    try {
      if (await rest.enter(this.#user.value, this.#password.value)) this.#done(true);
      else setText(this.#fault, 'Wrong user or password');
    } catch (error) {
      setText(this.#fault, error.message);
    }
    this.#go.disabled = false;
    this.#password.select();
  }

  #done(success) {
    const outcome = this.#outcome;
    this.#outcome = null;
    this.#password.value = '';
    if (this.#dialog.open) this.#dialog.close();
    outcome?.done(success);
  }
}

const field = (label, input) => h('div.field', {}, h('label', { for: input.id }, label), input);

/**
 * Lets the REST client of the page ask, and tells above the page's content when it has to.
 *
 * @returns {{banner: HTMLElement, leave: HTMLElement}} a notice, and the button to sign out
 */
export function signInParts() {
  const dialog = new SignIn();
  rest.signIn = () => dialog.ask();
  const banner = h('div.banner.warn', { hidden: true }, icon('lock'),
      h('div.banner-text', {}, h('strong', {}, 'Sign in to see and to change more'),
          h('span.muted', {}, 'The REST API of this server asks for a user and a password.')),
      h('button.button.small', { type: 'button', onclick: () => dialog.ask() }, 'Sign in'));
  const leave = h('button.button.ghost.small.leave', { type: 'button', onclick: () => rest.leave() });
  const show = () => {
    banner.hidden = !rest.locked;
    leave.hidden = !rest.user;
    setText(leave, `Sign out ${rest.user}`);
  };
  for (const event of ['locked', 'open']) rest.addEventListener(event, show);
  show();
  return { banner, leave };
}
