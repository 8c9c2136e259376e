"""An RTSP camera: gst-rtsp-server with pipelines of one's own. Says what happens, a line each.

usage: camera.py '{"port": 8554, "mounts": {"/path": "( pipeline )"}, "user": "u", "password": "p",
                   "method": "digest" | "basic", "transports": "tcp" | "udp" | "all"}'
"""

import json
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

ROLE = "viewer"
TRANSPORTS = {
    "tcp": GstRtsp.RTSPLowerTrans.TCP,
    "udp": GstRtsp.RTSPLowerTrans.UDP,
    "all": GstRtsp.RTSPLowerTrans.TCP | GstRtsp.RTSPLowerTrans.UDP,
}


def say(*words):
    print(*words, flush=True)


def guard(server, order):
    """Lets in who knows the password."""
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", ROLE)
    auth = GstRtspServer.RTSPAuth()
    if order.get("method", "digest") == "digest":
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        auth.add_digest(order["user"], order["password"], token)
    else:
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.BASIC)
        basic = GstRtspServer.RTSPAuth.make_basic(order["user"], order["password"])
        auth.add_basic(basic, token)
    server.set_auth(auth)


def factory(launch, order):
    made = GstRtspServer.RTSPMediaFactory()
    made.set_launch(launch)
    made.set_shared(True)
    made.set_protocols(TRANSPORTS[order.get("transports", "all")])
    if "user" in order:
        permissions = GstRtspServer.RTSPPermissions()
        for verb in ("media.factory.access", "media.factory.construct"):
            permissions.add_permission_for_role(ROLE, verb, True)
        made.set_permissions(permissions)
    return made


def connected(server, client):
    say("connected", client.get_connection().get_ip())
    client.connect("closed", lambda _: say("closed"))
    client.connect("teardown-request", lambda *_: say("teardown"))


def main():
    order = json.loads(sys.argv[1])
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(str(order["port"]))
    if "user" in order:
        guard(server, order)
    for path, launch in order["mounts"].items():
        server.get_mount_points().add_factory(path, factory(launch, order))
    server.connect("client-connected", connected)
    if server.attach(None) == 0:
        sys.exit("the port is taken")
    say("listening")
    GLib.MainLoop().run()


main()
