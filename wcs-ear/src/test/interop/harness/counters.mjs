/** The server's own account of itself, from `/status`. */

import { until } from './until.mjs';

export async function status(urls) {
  const response = await fetch(`${urls.http}/status`, { headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(`/status answered ${response.status}`);
  return response.json();
}

export async function streamNamed(urls, name) {
  return (await status(urls)).streams.find((stream) => stream.name === name);
}

/** Waits until nobody is connected, publishes or plays, by whatever protocol, and no codec works. */
export function quiet(urls, withinMs = 5000) {
  return until('all counters are zero', async () => {
    const seen = await status(urls);
    const left = { sessions: seen.sessions, streams: seen.streams.length, viewers: seen.viewers,
      peers: seen.peers };
    for (const key of ['sessions', 'publishers', 'players', 'pushes']) left[`rtmp ${key}`] = seen.rtmp[key];
    for (const key of ['sessions', 'publishers', 'players', 'pulls']) left[`rtsp ${key}`] = seen.rtsp[key];
    for (const [key, value] of Object.entries(seen.transcoding)) {
      if (/coders$/.test(key)) left[key] = value;
    }
    for (const [name, value] of Object.entries(left)) {
      if (value !== 0) throw new Error(`${name}: ${value} in ${JSON.stringify(seen)}`);
    }
    return true;
  }, { withinMs });
}
