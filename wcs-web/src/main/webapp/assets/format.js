/** Numbers for people. */

/** @param {number} bitsPerSecond */
export function bitrate(bitsPerSecond) {
  if (!(bitsPerSecond > 0)) return '0 kbit/s';
  if (bitsPerSecond >= 1e9) return `${(bitsPerSecond / 1e9).toFixed(2)} Gbit/s`;
  if (bitsPerSecond >= 1e6) return `${(bitsPerSecond / 1e6).toFixed(2)} Mbit/s`;
  return `${Math.round(bitsPerSecond / 1e3)} kbit/s`;
}

/** @param {number} count bytes */
export function bytes(count) {
  if (!(count > 0)) return '0 MB';
  if (count >= 2 ** 30) return `${(count / 2 ** 30).toFixed(count >= 10 * 2 ** 30 ? 0 : 1)} GB`;
  return `${Math.round(count / 2 ** 20)} MB`;
}

/** @param {number} seconds */
export function duration(seconds) {
  const whole = Math.max(0, Math.floor(seconds || 0));
  const days = Math.floor(whole / 86400);
  const hours = Math.floor((whole % 86400) / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  if (days) return `${days}d ${hours}h`;
  if (hours) return `${hours}h ${minutes}m`;
  if (minutes) return `${minutes}m ${whole % 60}s`;
  return `${whole}s`;
}

/** @param {number} share 0 to 1 */
export function percent(share) {
  const value = 100 * (share || 0);
  return `${value.toFixed(value > 0 && value < 10 ? 1 : 0)} %`;
}

/** @param {number} count */
export function integer(count) {
  return Math.round(count || 0).toLocaleString('en-US');
}

export function resolution(width, height) {
  return width > 0 && height > 0 ? `${width} × ${height}` : '–';
}

/** A stream's name for the eye: that of a camera shows neither its user nor its password. */
export function streamName(name) {
  return name.replace(/^([a-z]+:\/\/)[^/]*@/i, '$1');
}

/** Codec names as they are usually written. */
export function codec(name) {
  const known = { opus: 'Opus', h264: 'H.264', h265: 'H.265', pcmu: 'PCMU', pcma: 'PCMA', g722: 'G.722',
    'mpeg4-generic': 'AAC', 'mp4a-latm': 'AAC', g729: 'G.729', jpeg: 'MJPEG', mpa: 'MP3', speex: 'Speex' };
  return name ? known[name.toLowerCase()] || name : '';
}
