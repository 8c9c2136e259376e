/** Statistics, metrics and health, as those read them who watch a server. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { published } from '../harness/encoder.mjs';
import { LossyProxy } from '../harness/lossy.mjs';
import { Scrape } from '../harness/metrics.mjs';
import { recording } from '../harness/recordings.mjs';
import { SdkPage } from '../harness/sdk.mjs';
import { until } from '../harness/until.mjs';
import { Wire } from '../harness/wire.mjs';
import { world } from '../harness/world.mjs';

const here = world();
const DASHBOARD = new URL('../../../../../docs/grafana/wcs.json', import.meta.url);

/** What every server tells, whatever goes on. */
const GROUPS = {
  connections_stats: ['connections', 'connections_rtmfp', 'connections_websocket', 'connections_hls'],
  port_stats: ['ports_media_free', 'ports_media_busy', 'ports_media_quarantine',
    'ports_wcs_agents_free', 'ports_wcs_agents_busy', 'ports_wcs_agents_quarantine',
    'ports_rest_api_leased', 'ports_rest_api_available', 'ports_rest_api_pending'],
  streams_stats: ['streams_rtsp_in', 'streams_rtsp_out', 'streams_websocket_out', 'streams_rtmp_in',
    'streams_rtmp_out', 'streams_webrtc_in', 'streams_webrtc_out', 'streams_rtmfp_in',
    'streams_rtmfp_out', 'streams_viewers', 'streams_synchronization'],
  native_resources: ['native_resources'],
  core_stats: ['core_threads', 'core_java_threads', 'core_java_threads_blocked',
    'core_java_committedMemory', 'core_java_freePhysicalMemorySize', 'core_java_arch',
    'core_java_availableProcessors', 'core_java_cpuUsage', 'core_java_freeSwapSpaceSize',
    'core_java_maxFileDescriptorCount', 'core_java_openFileDescriptorCount',
    'core_java_processCpuLoad', 'core_java_systemCpuLoad', 'core_java_systemLoadAverage',
    'core_java_totalPhysicalMemorySize', 'core_java_totalSwapSpaceSize'],
  transcoding_stats: ['transcoding_video_full_info'],
  system_stats: ['calls', 'systemCpuLoad', 'processCpuLoad', 'committedMemory', 'arch'],
};
const FAMILIES = ['wcs_uptime_seconds', 'wcs_process_cpu_ratio', 'wcs_jvm_heap_used_bytes', 'wcs_ports',
  'wcs_sessions', 'wcs_streams', 'wcs_network_bytes', 'wcs_network_datagrams', 'wcs_rtp_packets',
  'wcs_rtp_packets_lost', 'wcs_rtp_nacks', 'wcs_rtp_plis', 'wcs_transcoders', 'wcs_queue_drops',
  'wcs_hook_seconds', 'wcs_time_to_first_frame_seconds', 'wcs_datagram_cpu_microseconds',
  'wcs_stream_viewers'];

const stat = async (query = '', at = here.urls.http) => {
  const response = await fetch(`${at}/?action=stat${query}`);
  return { status: response.status, type: response.headers.get('content-type'),
    text: await response.text() };
};
const json = async (query = '') => JSON.parse((await stat(`&format=json${query}`)).text);

for (const form of ['openmetrics', 'prometheus']) {
  test(`a strict parser reads ${form}`, async () => {
    const scrape = await Scrape.of(here.urls, form);
    for (const name of FAMILIES) assert.ok(scrape.family(name) || scrape.names.has(name), name);
    for (const family of scrape.families) {
      assert.ok(family.help, `${family.name} says what it is`);
      assert.notEqual(family.type, 'unknown', family.name);
    }
    const series = scrape.families.flatMap((family) => family.samples)
        .map((sample) => sample.name + JSON.stringify(sample.labels));
    assert.equal(new Set(series).size, series.length, 'no series comes twice');
    assert.equal(scrape.value('wcs_ready'), 1);
    assert.ok(scrape.value('jvm_uptime_seconds', { mp_scope: 'base' }) > 0, 'MicroProfile Metrics');
  });
}

test('the console answers with the same families', async () => {
  const answer = await stat('&format=prometheus');
  assert.match(answer.type, /^text\/plain; *version=0.0.4/);
  const there = await Scrape.read(answer.text, 'prometheus');
  for (const name of (await Scrape.of(here.urls, 'prometheus')).names) {
    if (name.startsWith('wcs_')) assert.ok(there.names.has(name), name);
  }
});

test('figures of RTMP are true', async () => {
  const before = await Scrape.of(here.urls);
  const rtmp = { protocol: 'rtmp' };
  await published(here, 'counted');
  await recording(`${here.urls.rtmp}/live/counted`, { seconds: 3 });
  const after = await until('the stream is counted', async () => {
    const scrape = await Scrape.of(here.urls);
    return scrape.value('wcs_stream_bits_per_second', { stream: 'counted' }) > 10_000 && scrape;
  });
  assert.equal(after.value('wcs_streams', { ...rtmp, direction: 'in' }), 1);
  assert.equal(after.value('wcs_streams_published'), 1);
  const grown = (name, labels) => after.value(name, labels) - (before.value(name, labels) ?? 0);
  assert.ok(grown('wcs_network_bytes_total', { ...rtmp, direction: 'out' }) > 50_000);
  assert.equal(grown('wcs_time_to_first_frame_seconds_count', rtmp), 1);
  assert.ok(grown('wcs_time_to_first_frame_seconds_sum', rtmp) < 5);
  assert.ok(after.value('wcs_stream_frames_per_second', { stream: 'counted' }) > 5);
  const told = await json('&groups=streams_stats');
  assert.equal(told.streams_stats.streams_rtmp_in, 1);
  assert.match(told.streams_stats.streams_viewers, /^counted\/\d+$/);
  assert.match(told.streams_stats.streams_synchronization, /^counted\/-?\d+$/);
  for (const [series, value] of before.counters()) {
    assert.ok(after.counters().get(series) >= value, `${series} went back`);
  }
});

test('figures of browsers are true, with what their line loses', async () => {
  const before = await Scrape.of(here.urls);
  const page = here.closeLater(await SdkPage.open(here));
  const proxy = here.closeLater(await LossyProxy.start());
  await page.publish('camera', { name: 'leaky', hook: { udpPort: proxy.port } });
  const sdp = await until('an answer comes', async () =>
    (await page.received('setRemoteSDP', 'camera'))[0]?.data[1]);
  proxy.aim(Number(sdp.match(/^a=candidate:\S+ \d+ udp \d+ \S+ (\d+) /im)[1]));
  await page.status('camera', 'PUBLISHING');
  await page.play('viewer', { name: 'leaky' });
  await page.frames('viewer', 10);
  proxy.lose(0.05);
  const grown = (scrape, name, labels) =>
    scrape.value(name, labels) - (before.value(name, labels) ?? 0);
  const inward = { direction: 'in' };
  const after = await until('losses are counted', async () => {
    const scrape = await Scrape.of(here.urls);
    return grown(scrape, 'wcs_rtp_nacks_total', inward) > 0
      && scrape.value('wcs_datagram_cpu_microseconds') > 0 && scrape;
  }, { withinMs: 20_000, everyMs: 500 });
  const web = { protocol: 'webrtc' };
  assert.equal(after.value('wcs_streams', { ...web, ...inward }), 1);
  assert.equal(after.value('wcs_streams', { ...web, direction: 'out' }), 1);
  assert.equal(after.value('wcs_stream_viewers', { stream: 'leaky' }), 1);
  assert.equal(grown(after, 'wcs_time_to_first_frame_seconds_count', web), 1);
  assert.ok(grown(after, 'wcs_network_datagrams_total', { ...web, direction: 'out' }) > 100);
  assert.ok(grown(after, 'wcs_rtp_packets_total', inward) > 100);
  assert.ok(grown(after, 'wcs_rtp_plis_total', { direction: 'in' }) > 0);
  assert.ok(after.value('wcs_datagram_cpu_microseconds') < 1000);
  assert.ok(after.value('wcs_ports', { state: 'busy' }) > 0);
  const told = await json();
  assert.equal(told.connections_stats.connections_websocket, 1);
  assert.equal(told.streams_stats.streams_webrtc_out, 1);
  assert.ok(told.losses_stats.losses_webrtc_in_nack > 0);
});

test('calls to backends are timed', async () => {
  const count = async () => (await Scrape.of(here.urls))
      .value('wcs_hook_seconds_count', { app: 'roomApp', method: 'connect' }) ?? 0;
  const before = await count();
  here.closeLater(await Wire.session(here.urls.ws, { appKey: 'roomApp', custom: { login: 'watcher' } }));
  await until('the call is counted', async () => await count() === before + 1);
  const told = (await json('&groups=hooks_stats')).hooks_stats;
  assert.ok(told.hooks_calls >= 1, JSON.stringify(told));
  assert.equal(typeof told.hooks_millis_roomApp_connect, 'number');
});

test('every group has its fields, in text and in JSON', async () => {
  const told = await json();
  const text = await stat();
  assert.equal(text.type.toLowerCase(), 'text/plain;charset=utf-8');
  assert.match(text.text, /^-+Connection Stats-+\nconnections=\d+\n/);
  for (const [group, fields] of Object.entries(GROUPS)) {
    for (const field of fields) {
      assert.ok(field in told[group], `${group} has ${field}`);
      assert.match(text.text, new RegExp(`^${field}=`, 'm'));
    }
  }
  assert.equal(typeof told.core_stats.core_java_committedMemory, 'number');
  assert.match(text.text, /^systemCpuLoad=\d+\.\d\d$/m);
});

test('only what is asked for is told', async () => {
  assert.deepEqual(Object.keys(await json('&groups=port_stats,core_stats')), ['port_stats', 'core_stats']);
  assert.deepEqual(await json('&params=connections_rtmfp,calls'),
      { connections_stats: { connections_rtmfp: 0 }, system_stats: { calls: 0 } });
  assert.deepEqual(await json('&groups=cdn_stats'), {});
  assert.equal((await stat('&params=connections_rtmfp')).text,
      '-----Connection Stats-----\nconnections_rtmfp=0\n');
  for (const junk of ['&groups=%00%ff', `&params=${'a,'.repeat(2000)}`, '&format=%24%7Bjndi%3Ax%7D',
    '&groups=\'; DROP TABLE x', '&groups=../../etc']) {
    assert.equal((await stat(junk)).status, 200, junk);
  }
});

test('the server says which one it is', async () => {
  const response = await fetch(`${here.urls.http}/?action=info&format=json`);
  const told = (await response.json()).server_stats;
  assert.match(told.server_version, /^\d+\.\d+/);
  assert.ok(told.server_uptime >= 0);
});

test('health is told to orchestrators and balancers', async () => {
  for (const path of ['/health', '/health/live', '/health/ready']) {
    const response = await fetch(`${here.urls.http}${path}`);
    const told = await response.json();
    assert.equal(response.status, 200, JSON.stringify(told));
    assert.equal(told.status, 'UP');
    assert.ok(told.checks.length > 0 && told.checks.every((check) => check.status === 'UP'));
  }
  const there = await (await fetch(`${here.urls.management}/health`)).json();
  const names = there.checks.map((check) => check.name);
  assert.equal(there.status, 'UP');
  assert.ok(['wcs-live', 'wcs-ready'].every((name) => names.includes(name)), names.join());
  const balancer = await fetch(`${here.urls.http}/lb`);
  assert.equal(balancer.headers.get('access-control-allow-origin'), '*');
  const told = await balancer.json();
  assert.deepEqual(Object.keys(told), ['server', 'ws', 'wss', 'flash']);
  assert.equal(told.ws, new URL(here.urls.ws).port);
});

test('figures are told where they belong, and nowhere else', async () => {
  const status = async (url, options) => (await fetch(url, options)).status;
  const { metrics, http, hls } = here.urls;
  assert.equal(await status(`${metrics}/`), 404);
  for (const path of ['/status', '/rest-api/stream/find_all', '/?action=stat', '/metrics/', '/metrics/x',
    '/health', '/%6detrics/..', '/client/wcs.js']) {
    assert.equal(await status(`${metrics}${path}`), 404, path);
  }
  assert.equal(await status(`${metrics}/metrics`, { method: 'POST', body: 'x' }), 405);
  assert.equal(await status(`${http}/metrics`), 404);
  assert.equal(await status(`${hls}/?action=stat`), 404);
  assert.equal(await status(`${hls}/metrics`), 404);
});

test('the dashboard knows only names that there are', async () => {
  const dashboard = JSON.parse(await readFile(DASHBOARD, 'utf8'));
  const scrape = await Scrape.of(here.urls);
  const expressions = dashboard.panels.flatMap((panel) => panel.targets ?? [])
      .map((target) => target.expr);
  assert.ok(expressions.length > 10);
  const known = new Set([...scrape.names, ...scrape.families.flatMap(suffixed)]);
  for (const expression of expressions) {
    const names = expression.match(/\bwcs_[a-z0-9_]+/g) ?? [];
    assert.ok(names.length > 0, expression);
    for (const name of names) assert.ok(known.has(name), `${name} in ${expression}`);
  }
});

/** A family without series yet is declared all the same. */
function suffixed({ name, type }) {
  const suffixes = { counter: ['_total'], histogram: ['_bucket', '_count', '_sum'], info: ['_info'] };
  return (suffixes[type] ?? ['']).map((suffix) => name + suffix);
}
