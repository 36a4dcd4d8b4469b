"""Serves a moving test picture on rtsp://127.0.0.1:PORT/street until its input ends.

Arguments: PORT (0 for any) [USER PASSWORD]. Writes the port to its output once it listens.
"""
import sys
import threading

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402

Gst.init(None)
server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service(sys.argv[1])
factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch(
    "( videotestsrc is-live=true pattern=ball"
    " ! video/x-raw,format=I420,width=320,height=240,framerate=25/1"
    " ! jpegenc ! rtpjpegpay name=pay0 pt=26 )"
)
factory.set_shared(True)
if len(sys.argv) > 2:
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "viewer")
    authentication = GstRtspServer.RTSPAuth()
    authentication.add_basic(
        GstRtspServer.RTSPAuth.make_basic(sys.argv[2], sys.argv[3]), token
    )
    server.set_auth(authentication)
    permissions = GstRtspServer.RTSPPermissions()
    permissions.add_permission_for_role("viewer", "media.factory.access", True)
    permissions.add_permission_for_role("viewer", "media.factory.construct", True)
    factory.set_permissions(permissions)
server.get_mount_points().add_factory("/street", factory)
server.attach(None)
print(server.get_bound_port(), flush=True)
loop = GLib.MainLoop()


def until_the_input_ends():
    sys.stdin.read()
    GLib.idle_add(loop.quit)


threading.Thread(target=until_the_input_ends, daemon=True).start()
loop.run()
