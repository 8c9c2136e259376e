/** Session descriptions made by hand, whole or damaged. */

const FINGERPRINT = Array.from({ length: 32 }, (_, at) => (at * 7 + 16).toString(16)
    .padStart(2, '0').toUpperCase()).join(':');

function media(kind, mid, direction, { credentials, fingerprint }) {
  const [codec, pt] = kind === 'audio' ? ['opus/48000/2', 111] : ['VP8/90000', 96];
  return [
    `m=${kind} 9 UDP/TLS/RTP/SAVPF ${pt}`,
    'c=IN IP4 0.0.0.0',
    ...(credentials ? ['a=ice-ufrag:abcd', 'a=ice-pwd:abcdefghijklmnopqrstuvwx'] : []),
    ...(fingerprint ? [`a=fingerprint:sha-256 ${FINGERPRINT}`] : []),
    'a=setup:actpass',
    `a=mid:${mid}`,
    `a=${direction}`,
    'a=rtcp-mux',
    `a=rtpmap:${pt} ${codec}`,
  ];
}

/** An offer as a browser's, cut down to one codec per medium. */
export function offer({ kinds = ['audio', 'video'], direction = 'sendonly', credentials = true,
  fingerprint = true } = {}) {
  const mids = kinds.map((_, at) => at);
  return [
    'v=0', 'o=- 4611731400430051336 2 IN IP4 127.0.0.1', 's=-', 't=0 0',
    `a=group:BUNDLE ${mids.join(' ')}`,
    ...kinds.flatMap((kind, at) => media(kind, mids[at], direction, { credentials, fingerprint })),
    '',
  ].join('\r\n');
}
