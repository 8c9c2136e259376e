/** Lists whose items are updated in place, so that focus, selection and open details survive. */

/**
 * @typedef {{element: HTMLElement, show: (item: object) => void}} Row
 */
export class KeyedList {
  #root;
  #box;
  #body;
  #key;
  #make;
  #rows = new Map();

  /**
   * @param {HTMLElement} root where the list, or what stands in its place, is shown
   * @param {{box: HTMLElement, body?: HTMLElement, key: (item: object) => string,
   *     make: (item: object) => Row}} parts `body` is where in the box the rows are
   */
  constructor(root, { box, body = box, key, make }) {
    this.#root = root;
    this.#box = box;
    this.#body = body;
    this.#key = key;
    this.#make = make;
  }

  /**
   * @param {object[]} items all there are; rows of others are forgotten
   * @param {object[]} visible those that are shown, in order
   * @param {HTMLElement} none shown if there are none
   */
  show(items, visible, none) {
    const present = new Set(items.map(this.#key));
    for (const key of this.#rows.keys()) if (!present.has(key)) this.#rows.delete(key);
    const elements = visible.map((item) => this.#row(item).element);
    const same = elements.length === this.#body.children.length
        && elements.every((element, at) => element === this.#body.children[at]);
    if (!same) this.#body.replaceChildren(...elements);
    const content = visible.length ? this.#box : none;
    if (this.#root.firstElementChild !== content) this.#root.replaceChildren(content);
  }

  #row(item) {
    const key = this.#key(item);
    if (!this.#rows.has(key)) this.#rows.set(key, this.#make(item));
    const row = this.#rows.get(key);
    row.show(item);
    return row;
  }
}
