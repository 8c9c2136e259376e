#!/usr/bin/env python3
"""A backend in few lines: everybody may connect and play, publishing needs the right token.

    python3 backend.py [port] [token]
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOKEN = sys.argv[2] if len(sys.argv) > 2 else 'open sesame'


class Backend(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_POST(self):
        method = self.path.rsplit('/', 1)[-1]
        asked = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        print(method, asked.get('name', ''), asked.get('status', ''), flush=True)
        if method == 'connect':  # a refusal of publishStream shall have consequences
            asked['restClientConfig'] = {'publishStream': {'restOnError': 'FAIL'}}
        custom = asked.get('custom')
        if method == 'publishStream' and (not isinstance(custom, dict) or custom.get('token') != TOKEN):
            return self.answer(403, {'status': 403, 'reason': 'Only with a ticket'})
        self.answer(200, asked)

    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


ThreadingHTTPServer(('127.0.0.1', int(sys.argv[1]) if len(sys.argv) > 1 else 9000), Backend).serve_forever()
