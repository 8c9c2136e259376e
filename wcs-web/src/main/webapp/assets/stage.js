/** What the stage shows around the picture, and in its place while there is none. */

import { $, setText } from './dom.js';

/**
 * Shows a viewer's phase: `playing`, `connecting`, `waiting`, `offline`, `failed` and others.
 *
 * @param {string} phase
 * @param {[string, string|Node]} [text] heading and detail in the place of the picture
 * @returns {boolean} whether the picture is shown
 */
export function showPhase(phase, text) {
  const playing = phase === 'playing';
  $('#stage').dataset.state = phase;
  $('#overlay').hidden = playing;
  if (!playing) {
    setText($('#overlay-title'), text[0]);
    $('#overlay-text').replaceChildren(text[1]);
  }
  $('#spinner').hidden = !['connecting', 'waiting'].includes(phase);
  $('#retry').hidden = !['waiting', 'offline', 'failed'].includes(phase);
  $('#live').hidden = !playing;
  $('#health').classList.toggle('idle', !playing);
  return playing;
}

/** Opens the stream whose name is entered. */
export function onNameEntered(open) {
  $('#open').addEventListener('submit', (event) => {
    event.preventDefault();
    const wanted = $('#open-name').value.trim();
    if (wanted) open(wanted);
  });
}
