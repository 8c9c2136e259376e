/** Values of the SDK's `stripCodecs` that leave one codec in an offer. */

export const VIDEO_ONLY = {
  VP8: 'H264,VP9,AV1,red/90000,ulpfec,flexfec',
  H264: 'VP8,VP9,AV1,red/90000,ulpfec,flexfec',
  VP9: 'VP8,H264,AV1,red/90000,ulpfec,flexfec',
};

export const AUDIO_ONLY = {
  PCMU: 'opus,red/48000,G722,PCMA,CN',
};
