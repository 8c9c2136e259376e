"""Plays a stream by WHEP with aiortc and tells what it saw and heard, as one line of JSON.

usage: whep.py <url> <seconds>
"""

import asyncio
import json
import sys
import time
import urllib.request
from urllib.parse import urljoin

import numpy
from aiortc import RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError


def request(method, url, body=None, content_type=None):
    headers = {"Content-Type": content_type} if content_type else {}
    data = body.encode() if body is not None else None
    with urllib.request.urlopen(
        urllib.request.Request(url, data=data, headers=headers, method=method), timeout=10
    ) as response:
        return response.status, dict(response.headers), response.read().decode()


class Viewer:
    def __init__(self):
        self.frames = 0
        self.size = None
        self.first = None
        self.last = None
        self.sound = []
        self.rate = 48000

    async def watch(self, track):
        try:
            while True:
                frame = await track.recv()
                if track.kind == "video":
                    self.see(frame)
                else:
                    self.hear(frame)
        except MediaStreamError:
            pass

    def see(self, frame):
        self.frames += 1
        self.size = [frame.width, frame.height]
        picture = frame.to_ndarray(format="gray")
        if self.first is None:
            self.first = picture
        self.last = picture

    def hear(self, frame):
        self.rate = frame.sample_rate
        samples = frame.to_ndarray()
        channels = len(frame.layout.channels)
        self.sound.append(samples.reshape(-1, channels)[:, 0].astype(numpy.float64))

    def pitch(self):
        sound = numpy.concatenate(self.sound or [numpy.zeros(1)])[-self.rate:]
        if not numpy.any(sound):
            return 0.0
        spectrum = numpy.abs(numpy.fft.rfft(sound * numpy.hanning(len(sound))))
        return float(numpy.argmax(spectrum) * self.rate / len(sound))

    def report(self):
        moving = self.first is not None and float(numpy.mean(numpy.abs(
            self.first.astype(int) - self.last.astype(int))))
        return {
            "frames": self.frames,
            "size": self.size,
            "brightness": float(numpy.mean(self.last)) if self.frames else 0,
            "change": moving or 0,
            "pitch": self.pitch(),
        }


async def play(url, seconds):
    viewer = Viewer()
    peer = RTCPeerConnection()
    tasks = []
    peer.on("track", lambda track: tasks.append(asyncio.ensure_future(viewer.watch(track))))
    peer.addTransceiver("audio", direction="recvonly")
    peer.addTransceiver("video", direction="recvonly")
    await peer.setLocalDescription(await peer.createOffer())
    status, headers, answer = await asyncio.to_thread(
        request, "POST", url, peer.localDescription.sdp, "application/sdp")
    await peer.setRemoteDescription(RTCSessionDescription(sdp=answer, type="answer"))
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        await asyncio.sleep(0.1)
    report = viewer.report()
    deleted, _, _ = await asyncio.to_thread(request, "DELETE", urljoin(url, headers["Location"]))
    await peer.close()
    return {"posted": status, "deleted": deleted, **report}


print(json.dumps(asyncio.run(play(sys.argv[1], float(sys.argv[2])))))
