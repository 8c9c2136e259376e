/** Cameras, microphones and the screen. */

import { h } from './dom.js';

/** Why nothing can be captured here, or an empty text. */
export function captureObstacle() {
  if (window.isSecureContext && navigator.mediaDevices) return '';
  return window.isSecureContext ? 'This browser cannot capture a camera.'
      : 'Browsers allow the camera only on secure pages.';
}

/** Puts the devices of one kind into a `<select>`, keeping the choice. */
export async function listDevices(select, kind, what) {
  const devices = (await navigator.mediaDevices.enumerateDevices())
      .filter((device) => device.kind === kind && device.deviceId);
  const chosen = select.value;
  const options = devices.map((device, at) => h('option', { value: device.deviceId },
      device.label || `${what} ${at + 1}`));
  if (!options.length) options.push(h('option', { value: '' }, `Default ${what.toLowerCase()}`));
  options.push(h('option', { value: 'none' }, `No ${what.toLowerCase()}`));
  select.replaceChildren(...options);
  if ([...select.options].some((option) => option.value === chosen)) select.value = chosen;
}

/**
 * Captures what the form asks for.
 *
 * @param {{source: string, camera: string, microphone: string, width: number, height: number}} wanted
 * @returns {Promise<MediaStream>}
 */
export async function capture({ source, camera, microphone, width, height }) {
  const audio = microphone !== 'none'
      && { ...device(microphone), echoCancellation: true, noiseSuppression: true };
  const size = { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: 30 } };
  if (source !== 'screen') {
    const video = camera !== 'none' && { ...device(camera), ...size };
    if (!audio && !video) throw new Error('Choose a camera or a microphone');
    return navigator.mediaDevices.getUserMedia({ audio, video });
  }
  const screen = await navigator.mediaDevices.getDisplayMedia({
    video: { width: { max: width }, height: { max: height } }, audio: false,
  });
  screen.getVideoTracks()[0].contentHint = 'detail';
  if (!audio) return screen;
  try {
    const voice = await navigator.mediaDevices.getUserMedia({ audio });
    return new MediaStream([...voice.getTracks(), ...screen.getTracks()]);
  } catch (error) {
    screen.getTracks().forEach((track) => track.stop());
    throw error;
  }
}

function device(id) {
  return id ? { deviceId: { exact: id } } : {};
}

/** What went wrong while capturing, and what to do about it. */
export function explain(error) {
  switch (error.name) {
    case 'NotAllowedError':
      return ['Access was refused', 'Allow the camera and microphone for this page in the address bar, then try again.'];
    case 'NotFoundError':
      return ['No camera or microphone found', 'Connect one, or choose “No camera” to send sound only.'];
    case 'NotReadableError':
      return ['The device is in use', 'Another program holds the camera or microphone. Close it, then try again.'];
    case 'OverconstrainedError':
      return ['The device cannot do this', 'Choose another resolution or device.'];
    default:
      return ['Capturing failed', error.message];
  }
}
