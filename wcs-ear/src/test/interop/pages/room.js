'use strict';
/* Drives the vendor's room API, which is not touched. */

/** What the API told us, in order: {what, ...}. */
const told = [];
let session = null;
let room = null;
const streams = new Map();

const nameOf = (participant) => participant?.name?.();
const streamsOf = (participant) => (participant?.getStreams() || [])
    .map((stream) => stream.streamName());
const display = (key) => {
  const id = `display-${key}`;
  return document.getElementById(id)
    || document.body.appendChild(Object.assign(document.createElement('div'), { id }));
};

function watch(key, stream) {
  const { STREAM_STATUS } = RoomApi.sdk.constants;
  streams.set(key, stream);
  for (const status of Object.values(STREAM_STATUS)) {
    stream.on(status, (s) => told.push({ what: status, key, info: s.getInfo() }));
  }
}

window.room = {
  told,

  async connect(urlServer, username) {
    await RoomApi.sdk.init({});
    session = RoomApi.connect({ urlServer, username });
    const { SESSION_STATUS } = RoomApi.sdk.constants;
    return new Promise((resolve, reject) => {
      session.on(SESSION_STATUS.ESTABLISHED, () => resolve())
          .on(SESSION_STATUS.DISCONNECTED, () => reject(new Error('disconnected')))
          .on(SESSION_STATUS.FAILED, () => reject(new Error('failed')));
    });
  },

  join(name) {
    const { events } = RoomApi;
    room = session.join({ name })
        .on(events.STATE, (r) => told.push({ what: 'STATE',
          who: r.getParticipants().map((each) => [nameOf(each), streamsOf(each)]) }))
        .on(events.JOINED, (each) => told.push({ what: 'JOINED', who: nameOf(each) }))
        .on(events.LEFT, (each) => told.push({ what: 'LEFT', who: nameOf(each) }))
        .on(events.PUBLISHED, (each) => told.push({ what: 'PUBLISHED', who: nameOf(each),
          streams: streamsOf(each) }))
        .on(events.MESSAGE, ({ from, text }) => told.push({ what: 'MESSAGE', who: nameOf(from),
          text }))
        .on(events.FAILED, (r, info) => told.push({ what: 'FAILED', info }));
  },

  publish() {
    const stream = room.publish({ display: display('mine'),
      constraints: { audio: true, video: { width: 320, height: 240, frameRate: 15 } },
      cacheLocalResources: false });
    watch('mine', stream);
    return stream.name();
  },

  play(who) {
    const them = room.getParticipants().find((each) => each.name() === who);
    watch(who, them.getStreams()[0].play(display(who)));
  },

  say(who, text) {
    room.getParticipants().find((each) => each.name() === who)
        .sendMessage(text, () => told.push({ what: 'UNSENT', who }));
  },

  stop: (key) => streams.get(key).stop(),
  streamsOf: (who) => streamsOf(room.getParticipants().find((each) => each.name() === who)),
  leave: () => room.leave().then(() => true),
  disconnect: () => session.disconnect(),

  /** Pictures that a player has shown. */
  shown: (who) => display(who).querySelector('video')?.getVideoPlaybackQuality()
      .totalVideoFrames ?? 0,
};
