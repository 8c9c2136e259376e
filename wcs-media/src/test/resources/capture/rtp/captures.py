#!/usr/bin/env python3
"""Makes the captures of this folder, see README.md. Needs ffmpeg, gst-launch-1.0, cjpeg, bcg729.

Each case becomes three files: NAME.sdp (what the sender says of itself), NAME.rtp (its packets, each
behind its length in two bytes, RFC 4571) and NAME.units (what went into the packetizer, cut into
units behind their lengths in four bytes).
"""
import ctypes, os, re, socket, struct, subprocess, sys, tempfile, threading

OUT = os.path.dirname(os.path.abspath(__file__))
TMP = tempfile.mkdtemp()
PORT = 47000
OPTIONS = ["-hide_banner", "-loglevel", "error", "-y"]
FF = ["ffmpeg"] + OPTIONS
FF8 = [os.environ.get("FFMPEG8", "ffmpeg8")] + OPTIONS  # sends AV1, which 5.1 does not
PICTURE = ["-f", "lavfi", "-i", "testsrc2=size=160x128:rate=15"]
TONE = ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=%d"]


def record(command, seconds=60):
    """Runs a sender; all that arrives."""
    rtp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    rtp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    rtcp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    rtp.bind(("127.0.0.1", PORT))
    rtcp.bind(("127.0.0.1", PORT + 1))
    rtp.settimeout(0.2)
    packets = []
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = []
    reader = threading.Thread(target=lambda: said.append(process.stdout.read()))
    reader.start()
    done = False
    while True:
        try:
            packet = rtp.recv(65536)
            if not 72 <= packet[1] & 0x7F <= 76:
                packets.append(packet)
        except socket.timeout:
            if done:
                break
            done = process.poll() is not None
    reader.join()
    rtp.close()
    rtcp.close()
    return packets, said[0].decode(errors="replace")


def save(name, sdp, packets, units):
    if not packets or not units:
        raise SystemExit("nothing came of " + name)
    with open(f"{OUT}/{name}.sdp", "w", newline="") as file:
        file.write(sdp)
    with open(f"{OUT}/{name}.rtp", "wb") as file:
        for packet in packets:
            file.write(struct.pack(">H", len(packet)) + packet)
    with open(f"{OUT}/{name}.units", "wb") as file:
        for unit in units:
            file.write(struct.pack(">I", len(unit)) + unit)
    print(name, len(packets), "packets", sum(map(len, packets)), "bytes", len(units), "units")


def read(path):
    with open(path, "rb") as file:
        return file.read()


def ivf(data):
    at, units = 32, []
    while at < len(data):
        (size,) = struct.unpack_from("<I", data, at)
        units.append(data[at + 12 : at + 12 + size])
        at += 12 + size
    return units


def adts(data):
    at, units = 0, []
    while at < len(data):
        size = (data[at + 3] & 3) << 11 | data[at + 4] << 3 | data[at + 5] >> 5
        header = 7 if data[at + 1] & 1 else 9
        units.append(data[at + header : at + size])
        at += size
    return units


def whole(data):
    return [data]


def images(data):
    return [b"\xff\xd8" + each for each in data.split(b"\xff\xd8")[1:]]


def ffmpeg(name, encode, suffix, split, options=(), container=None, sender=FF):
    """Encodes into a file, cuts that into units, and sends it."""
    path = f"{TMP}/{name}.{suffix}"
    subprocess.run(FF + encode + [path], check=True)
    sdp = f"{TMP}/{name}.sdp"
    send = path
    if container:
        send = f"{TMP}/{name}.{container}"
        subprocess.run(FF + ["-i", path, "-c", "copy", send], check=True)
    packets, said = record(
        sender + ["-i", send, "-c", "copy", "-f", "rtp", *options, "-sdp_file", sdp]
        + [f"rtp://127.0.0.1:{PORT}?pkt_size=500"])
    save(name, read(sdp).decode(), packets, split(read(path)))


def encoding(name, encode, suffix):
    """Encodes twice, into packets and into a file, which gives the same. Without a suffix the packets
    themselves are all there is."""
    sdp = f"{TMP}/{name}.sdp"
    packets, said = record(FF + encode + ["-f", "rtp", "-sdp_file", sdp, f"rtp://127.0.0.1:{PORT}"])
    if suffix:
        path = f"{TMP}/{name}.{suffix}"
        subprocess.run(FF + encode + ["-f", suffix, path], check=True)
        units = [read(path)]
    else:
        units = [packet[12:] for packet in packets]
    save(name, read(sdp).decode(), packets, units)


def gstreamer(name, source, payloader, split=None):
    """A tee keeps what goes into the payloader."""
    keep = f"{TMP}/{name}.%05d"
    _, said = None, None
    packets, said = record(
        ["gst-launch-1.0", "-v"] + source.split()
        + f"! tee name=t t. ! queue ! multifilesink location={keep} t. ! queue ! {payloader}".split()
        + f"! udpsink host=127.0.0.1 port={PORT} sync=false".split())
    found = re.findall(r"caps = (application/x-rtp[^\n]*)", said)
    if not found:
        raise SystemExit(name + ": " + said)
    caps = found[-1]
    fields = dict(re.findall(r"([\w-]+)=\(\w+\)(\"(?:[^\"\\]|\\.)*\"|[^,;]+)", caps))
    fields = {key: value.strip().strip('"').replace("\\", "") for key, value in fields.items()}
    general = ("media", "clock-rate", "encoding-name", "payload", "encoding-params", "ssrc",
               "timestamp-offset", "seqnum-offset", "a-framerate", "npt-stop")
    channels = "/" + fields["encoding-params"] if "encoding-params" in fields else ""
    fmtp = ";".join(f"{key}={value}" for key, value in fields.items() if key not in general)
    sdp = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    sdp += f"m={fields['media']} {PORT} RTP/AVP {fields['payload']}\r\n"
    sdp += f"a=rtpmap:{fields['payload']} {fields['encoding-name']}/{fields['clock-rate']}{channels}\r\n"
    sdp += f"a=fmtp:{fields['payload']} {fmtp}\r\n" if fmtp else ""
    files = sorted(each for each in os.listdir(TMP) if re.fullmatch(re.escape(name) + r"\.\d+", each))
    units = [read(f"{TMP}/{each}") for each in files]
    save(name, sdp, packets, split(b"".join(units)) if split else units)


def g729(path, seconds):
    """A tone in frames of 10 bytes; the last second fades out."""
    import math
    library = ctypes.CDLL("libbcg729.so.0")
    library.initBcg729EncoderChannel.restype = ctypes.c_void_p
    channel = ctypes.c_void_p(library.initBcg729EncoderChannel(ctypes.c_uint8(0)))
    octets = b""
    for frame in range(int(seconds * 100)):
        samples = (ctypes.c_int16 * 80)(*[
            int(8000 * math.sin(2 * math.pi * 440 * (80 * frame + i) / 8000)) for i in range(80)])
        output, length = (ctypes.c_uint8 * 10)(), ctypes.c_uint8(0)
        library.bcg729Encoder(channel, samples, output, ctypes.byref(length))
        octets += bytes(output[: length.value])
    with open(path, "wb") as file:
        file.write(octets)


X264 = ["-c:v", "libx264", "-b:v", "120k", "-x264-params", "keyint=5:scenecut=0:threads=1"]
TIME = ["-frames:v", "10"]


def main(only):
    def case(make, name, *arguments, **named):
        if not only or name in only:
            make(name, *arguments, **named)

    case(ffmpeg, "ffmpeg51-h264",
         PICTURE + TIME + X264 + ["-profile:v", "high", "-bf", "0"], "h264", whole)
    case(ffmpeg, "ffmpeg51-h264-b-frames", PICTURE + TIME + X264 + ["-bf", "2"], "h264", whole,
         container="mp4")
    case(ffmpeg, "ffmpeg51-h264-mode0",
         PICTURE + TIME + X264[:-1] + [X264[-1] + ":slice-max-size=400", "-profile:v", "baseline",
                             "-bsf:v", "filter_units=remove_types=6"],
         "h264", whole, ["-rtpflags", "h264_mode0"])
    case(gstreamer, "gstreamer122-h264",
         "videotestsrc num-buffers=10 pattern=smpte ! video/x-raw,width=160,height=128,framerate=15/1 "
         "! x264enc key-int-max=5 bframes=0 bitrate=120 threads=1 aud=true "
         "! video/x-h264,stream-format=byte-stream,alignment=au",
         "rtph264pay config-interval=-1 aggregate-mode=max-stap mtu=500")
    case(ffmpeg, "ffmpeg51-h265",
         PICTURE + TIME + ["-c:v", "libx265", "-b:v", "120k", "-x265-params",
                           "keyint=5:bframes=0:pools=none:frame-threads=1:log-level=none:info=0"],
         "h265", whole)
    case(gstreamer, "gstreamer122-h265",
         "videotestsrc num-buffers=10 ! video/x-raw,width=160,height=128,framerate=15/1 "
         "! x265enc key-int-max=5 bitrate=120 option-string=bframes=0:info=0 "
         "! h265parse ! video/x-h265,stream-format=byte-stream,alignment=au",
         "rtph265pay config-interval=-1 aggregate-mode=zero-latency mtu=500")
    case(ffmpeg, "ffmpeg80-av1",
         PICTURE + TIME + ["-c:v", "libaom-av1", "-b:v", "120k", "-g", "5", "-usage", "realtime",
                           "-cpu-used", "8", "-lag-in-frames", "0"],
         "ivf", ivf, ["-strict", "experimental"], sender=FF8)
    for vp in ("8", "9"):
        codec = "libvpx" if vp == "8" else "libvpx-vp9"
        case(ffmpeg, f"ffmpeg51-vp{vp}",
             PICTURE + TIME + ["-c:v", codec, "-b:v", "120k", "-g", "5", "-deadline", "realtime",
                               "-lag-in-frames", "0", "-auto-alt-ref", "0"],
             "ivf", ivf, ["-strict", "experimental"])
        case(gstreamer, f"gstreamer122-vp{vp}",
             "videotestsrc num-buffers=10 ! video/x-raw,width=160,height=128,framerate=15/1 "
             f"! vp{vp}enc keyframe-max-dist=5 target-bitrate=120000 deadline=1 lag-in-frames=0",
             f"rtpvp{vp}pay picture-id-mode=2 mtu=500")
    case(gstreamer, "gstreamer122-opus",
         "audiotestsrc num-buffers=10 samplesperbuffer=960 ! audio/x-raw,rate=48000,channels=2 "
         "! opusenc bitrate=32000", "rtpopuspay")

    def tone(rate):
        return TONE[:3] + [TONE[3] % rate]

    case(ffmpeg, "ffmpeg51-aac", tone(44100) + ["-ac", "2", "-t", "0.5", "-c:a", "aac", "-b:a", "48k"],
         "adts", adts, container="m4a")
    case(ffmpeg, "ffmpeg51-aac-noise",
         ["-f", "lavfi", "-i", "anoisesrc=sample_rate=48000:amplitude=1", "-ac", "2", "-t", "0.3",
          "-c:a", "aac", "-b:a", "400k"], "adts", adts, container="m4a")
    case(ffmpeg, "ffmpeg51-latm", tone(48000) + ["-ac", "2", "-t", "0.4", "-c:a", "aac", "-b:a", "48k"],
         "adts", adts, ["-rtpflags", "latm"])
    gst_aac = ("audiotestsrc num-buffers=10 samplesperbuffer=1024 ! audio/x-raw,rate=%d,channels=%d "
               "! voaacenc bitrate=%d ! audio/mpeg,mpegversion=4,stream-format=raw")
    case(gstreamer, "gstreamer122-aac", gst_aac % (16000, 1, 16000), "rtpmp4gpay")
    case(gstreamer, "gstreamer122-aac-fragments", gst_aac % (48000, 2, 320000), "rtpmp4gpay mtu=300")
    case(gstreamer, "gstreamer122-latm", gst_aac % (48000, 2, 128000), "rtpmp4apay mtu=300")
    raw = "audiotestsrc num-buffers=%d samplesperbuffer=160 ! audio/x-raw,rate=%d,channels=1 ! %s"
    case(gstreamer, "gstreamer122-pcmu", raw % (10, 8000, "mulawenc"), "rtppcmupay")
    case(gstreamer, "gstreamer122-pcma", raw % (10, 8000, "alawenc"), "rtppcmapay")
    case(gstreamer, "gstreamer122-g722", raw % (20, 16000, "avenc_g722"), "rtpg722pay")
    case(ffmpeg, "ffmpeg51-g722", tone(16000) + ["-t", "0.3", "-c:a", "g722"], "g722", whole)
    for bits in (2, 3, 4, 5):
        for kind in ("g726", "g726le"):
            case(encoding, f"ffmpeg51-{kind}-{8 * bits}",
                 tone(8000) + ["-t", "0.4", "-c:a", kind, "-b:a", f"{8 * bits}k"], kind)
    case(encoding, "ffmpeg51-speex",
         tone(16000) + ["-t", "0.4", "-c:a", "libspeex", "-frames_per_packet", "2"], None)
    case(gstreamer, "gstreamer122-g726",
         raw % (10, 8000, "avenc_g726 bitrate=32000"), "rtpg726pay force-aal2=false")
    case(gstreamer, "gstreamer122-g726-aal2",
         raw % (10, 8000, "avenc_g726 bitrate=32000"), "rtpg726pay force-aal2=true")
    g729(f"{TMP}/tone.g729", 0.5)
    case(gstreamer, "gstreamer122-g729",
         f"filesrc location={TMP}/tone.g729 blocksize=10 ! audio/G729,channels=1,rate=8000",
         "rtpg729pay")
    case(gstreamer, "gstreamer122-speex",
         "audiotestsrc num-buffers=10 samplesperbuffer=320 ! audio/x-raw,rate=16000,channels=1 "
         "! speexenc", "rtpspeexpay")
    case(gstreamer, "gstreamer122-mpa",
         "audiotestsrc num-buffers=10 samplesperbuffer=1152 ! audio/x-raw,rate=44100,channels=2 "
         "! lamemp3enc target=bitrate bitrate=64 cbr=true ! mpegaudioparse", "rtpmpapay mtu=150")
    case(ffmpeg, "ffmpeg51-mpa", tone(44100) + ["-t", "0.3", "-c:a", "libmp3lame", "-b:a", "64k",
                                                "-write_xing", "0", "-id3v2_version", "0"],
         "mp3", whole)
    case(ffmpeg, "ffmpeg51-jpeg",
         PICTURE + ["-frames:v", "4", "-c:v", "mjpeg", "-q:v", "12", "-huffman", "default",
                    "-force_duplicated_matrix", "1", "-pix_fmt", "yuvj420p"], "mjpeg", images)
    case(gstreamer, "gstreamer122-jpeg",
         "videotestsrc num-buffers=4 ! video/x-raw,format=Y42B,width=160,height=128,framerate=15/1 "
         "! jpegenc quality=50", "rtpjpegpay mtu=700")
    picture = f"{TMP}/picture.ppm"
    subprocess.run(FF + PICTURE + ["-frames:v", "1", picture], check=True)
    restarts = f"{TMP}/restarts.jpg"
    subprocess.run(["cjpeg", "-quality", "40", "-restart", "1", "-outfile", restarts, picture],
                   check=True)
    case(gstreamer, "gstreamer122-jpeg-restarts",
         f"multifilesrc location={restarts} num-buffers=2 caps=image/jpeg,framerate=15/1 ! jpegparse",
         "rtpjpegpay mtu=700")


main(sys.argv[1:])
