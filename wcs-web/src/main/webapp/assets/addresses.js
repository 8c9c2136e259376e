/** Every address a stream can be watched at. Pure: what is known of the server goes in. */

/**
 * @typedef {{label: string, url: string}} Address
 * @typedef {{title: string, note: string, lines: Address[]}} Group
 */

/**
 * @param {string} name of the stream
 * @param {object} ports of the server's state
 * @param {{host: string, base: string}} place host as browsers write it, and the console's URL
 * @returns {Group[]}
 */
export function watchGroups(name, ports, { host, base }) {
  const path = encodeURIComponent(name);
  const page = (relative) => new URL(relative, base).href;
  const web = (scheme, port, rest) => `${scheme}://${host}:${port}/${rest}`;
  const hls = (scheme, port, file) => web(scheme, port, `${path}/${file}`);
  const groups = [
    group('Browser', 'Pages of this console.', [
      ['WebRTC', page(`play.html?name=${path}`)],
      ['HLS', page(`hls.html?name=${path}`)],
      ['LL-HLS', page(`hls.html?name=${path}&mode=ll`)],
    ]),
    group('WebRTC', 'WHEP players take the first two; SDK clients connect and ask for the name.', [
      ['WHEP', web('http', ports.http, `whep/${path}`)],
      ['HTTPS', web('https', ports.https, `whep/${path}`)],
      ['SDK', `ws://${host}:${ports.ws}`],
      ['SDK, TLS', `wss://${host}:${ports.wss}`],
    ]),
    group('RTMP', 'FFmpeg, VLC, OBS and hardware decoders.', [
      ['RTMP', ports.rtmp && `rtmp://${host}:${ports.rtmp}/live/${name}`],
      ['RTMPS', ports.rtmps && `rtmps://${host}:${ports.rtmps}/live/${name}`],
    ]),
    group('RTSP', 'Recorders, video management, FFmpeg, VLC, mpv.', [
      ['RTSP', ports.rtsp && web('rtsp', ports.rtsp, path)],
      ['RTSPS', ports.rtsps && web('rtsps', ports.rtsps, path)],
    ]),
    group('HLS', 'Phones, televisions, hls.js, Safari.', [
      ['HLS', hls('http', ports.hls, `${path}.m3u8`)],
      ['HTTPS', hls('https', ports.hlsHttps, `${path}.m3u8`)],
      ['MPEG-TS', hls('https', ports.hlsHttps, 'ts.m3u8')],
      ['LL-HLS', hls('https', ports.hlsHttps, 'll.m3u8')],
      ['LL, plain', hls('http', ports.hls, 'll.m3u8')],
    ]),
  ];
  return groups.filter(({ lines }) => lines.length);
}

/** @returns {Group} commands to paste into a terminal */
export function commands(name, ports, { host }) {
  const path = encodeURIComponent(name);
  const rtmp = ports.rtmp && quoted(`rtmp://${host}:${ports.rtmp}/live/${name}`);
  const rtsp = ports.rtsp && quoted(`rtsp://${host}:${ports.rtsp}/${path}`);
  const hls = quoted(`http://${host}:${ports.hls}/${path}/${path}.m3u8`);
  return group('Commands', 'Paste one into a terminal.', [
    ['ffplay', rtmp && `ffplay -fflags nobuffer -flags low_delay ${rtmp}`],
    ['VLC', rtmp && `vlc --network-caching=500 ${rtmp}`],
    ['mpv, RTSP', rtsp && `mpv --profile=low-latency ${rtsp}`],
    ['ffmpeg, RTSP', rtsp && `ffmpeg -rtsp_transport tcp -i ${rtsp} -c copy recording.mkv`],
    ['ffplay, HLS', `ffplay ${hls}`],
    ['VLC, HLS', `vlc ${hls}`],
  ]);
}

/** The playlist for a player of this console, on the scheme the console itself came by. */
export function playlist(name, ports, { host, secure, lowLatency }) {
  const path = encodeURIComponent(name);
  const origin = secure ? `https://${host}:${ports.hlsHttps}` : `http://${host}:${ports.hls}`;
  return `${origin}/${path}/${lowLatency ? 'll' : 'ts'}.m3u8`;
}

function group(title, note, lines) {
  return { title, note, lines: lines.filter(([, url]) => url).map(([label, url]) => ({ label, url })) };
}

/** For a POSIX shell. */
function quoted(text) {
  return /^[\w:/.%[\]-]+$/.test(text) && !/[[\]]/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
