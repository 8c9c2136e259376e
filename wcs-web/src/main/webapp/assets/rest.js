/** The REST API of this server. Where it asks for a user, so does the console: see `sign-in.js`. */

const STORE = 'wcs.login';
const PATIENCE_MS = 10_000;

/** What the server refused, or that it was silent: `status` is 0 then. */
export class RestError extends Error {
  constructor(message, status = 0) {
    super(message);
    this.status = status;
  }
}

/**
 * Events: `locked` when the server wants a user that is not known or not right, `open` when it no
 * longer does. Credentials are sent by this class alone, never by the browser: a prompt of the
 * browser's own would come back with every poll.
 */
class Rest extends EventTarget {
  #login = stored();

  /** Whether the server has refused to answer without a user. */
  locked = false;

  /** Called when the user wants something that needs a user; resolves to whether there is one now. */
  signIn = async () => false;

  /** The user that is signed in; empty if none is. */
  get user() {
    return this.#login ? utf8(atob(this.#login)).split(':')[0] : '';
  }

  /** The value of an `Authorization` header, or null. */
  get authorization() {
    return this.#login ? `Basic ${this.#login}` : null;
  }

  /**
   * Asks on behalf of the user: asks for the password if need be.
   *
   * @returns {Promise<*>} the answer, null if it is empty
   * @throws {RestError}
   */
  async ask(path, body) {
    try {
      return await this.#send(path, body);
    } catch (error) {
      if (error.status !== 401 || !(await this.signIn())) throw error;
      return this.#send(path, body);
    }
  }

  /** What a poll asks: a list, empty if there is nothing; null if the server does not say. */
  async list(path, body) {
    if (this.locked) return null;
    try {
      const answer = await this.#send(path, body);
      return Array.isArray(answer) ? answer : [];
    } catch (error) {
      return error.status === 404 ? [] : null;
    }
  }

  /** @returns {Promise<boolean>} whether the server takes this user and password */
  async enter(user, password) {
    const login = btoa(octets(`${user}:${password}`));
    try {
      await this.#fetch('stream/find_all', undefined, `Basic ${login}`);
    } catch (error) {
      if (error.status === 401) return false;
      if (error.status !== 404) throw error;
    }
    this.#keep(login);
    this.#unlock();
    return true;
  }

  leave() {
    this.#keep(null);
    this.dispatchEvent(new Event('open'));
  }

  async #send(path, body) {
    try {
      const answer = await this.#fetch(path, body, this.authorization);
      this.#unlock();
      return answer;
    } catch (error) {
      if (error.status === 401) this.#lock();
      else if (error.status) this.#unlock();
      throw error;
    }
  }

  async #fetch(path, body, authorization) {
    const headers = authorization ? { Authorization: authorization } : {};
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    let answer;
    try {
      answer = await fetch(new URL(`rest-api/${path}`, document.baseURI), {
        method: body === undefined ? 'GET' : 'POST',
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        cache: 'no-store',
        credentials: 'omit',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
    } catch {
      throw new RestError('The server does not answer');
    }
    const text = await answer.text().catch(() => '');
    const told = parsed(text);
    if (!answer.ok) throw new RestError(told?.message || `The server answered ${answer.status}`, answer.status);
    return told;
  }

  #lock() {
    this.#keep(null);
    if (this.locked) return;
    this.locked = true;
    this.dispatchEvent(new Event('locked'));
  }

  #unlock() {
    if (!this.locked) return;
    this.locked = false;
    this.dispatchEvent(new Event('open'));
  }

  /** For this tab, until it is closed. */
  #keep(login) {
    this.#login = login;
    try {
      if (login) sessionStorage.setItem(STORE, login);
      else sessionStorage.removeItem(STORE);
    } catch {
      // Private windows may refuse storage; each page then asks again.
    }
  }
}

function stored() {
  try {
    return sessionStorage.getItem(STORE);
  } catch {
    return null;
  }
}

function parsed(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

/** Characters of UTF-8, as RFC 7617 has them. */
const octets = (text) => String.fromCharCode(...new TextEncoder().encode(text));
const utf8 = (text) => new TextDecoder().decode(Uint8Array.from(text, (one) => one.charCodeAt(0)));

/** The one client of a page. */
export const rest = new Rest();
