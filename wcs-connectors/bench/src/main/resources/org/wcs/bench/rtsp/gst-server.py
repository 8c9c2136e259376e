"""One stream for any number of players by gst-rtsp-server: PORT, first port of RTP, parameter sets."""
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402

port, rtp, parameter_sets = sys.argv[1], int(sys.argv[2]), sys.argv[3]
Gst.init(None)

# one pipeline for everybody, which goes on when the last player leaves
factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch(
    f'( udpsrc address=127.0.0.1 port={rtp} caps="application/x-rtp,media=video,payload=96,'
    "clock-rate=90000,encoding-name=H264,packetization-mode=(string)1,"
    f'sprop-parameter-sets=(string)\\"{parameter_sets}\\""'
    " ! rtph264depay ! video/x-h264,stream-format=avc,alignment=au"
    " ! rtph264pay name=pay0 pt=96 mtu=1200"
    f' udpsrc address=127.0.0.1 port={rtp + 1} caps="application/x-rtp,media=audio,payload=8,'
    'clock-rate=8000,encoding-name=PCMA"'
    " ! rtppcmadepay ! rtppcmapay name=pay1 pt=8 )"
)
factory.set_shared(True)
factory.set_suspend_mode(GstRtspServer.RTSPSuspendMode.NONE)

server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service(port)
server.set_backlog(1024)
server.get_mount_points().add_factory("/bench", factory)
server.attach(None)
GLib.MainLoop().run()
