#!/usr/bin/env bash
# Runs the recipes of docs/administration.md against a running stock WildFly and looks at what they
# do. Called by test-stock.sh, in this folder: test-recipes.sh <server> <management port>
set -euo pipefail

server=$1
management=$2
folder=$PWD/target/recipes
mkdir -p "$folder"

fail() {
  echo "recipe $1" >&2
  exit 1
}

recipe() { # <name>: runs it and prints what the CLI says
  local script=$folder/$1.cli
  awk -v name="$1" '$0 == "```cli " name {inside = 1; next} /^```/ {inside = 0} inside' \
    ../docs/administration.md >"$script"
  [[ -s $script ]] || fail "$1 is not documented"
  (cd .. && "$server/bin/jboss-cli.sh" -c --controller="127.0.0.1:$management" --file="$script") \
    2>>"$folder/cli.log" || fail "$1 is refused"
}

status() { # <port>: of /status, 000 where nothing answers
  curl -s -o /dev/null -m 5 -w '%{http_code}' "http://localhost:$1/status" || true
}

is_open() { # <port>
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

is_closed() {
  ! is_open "$1"
}

is_status() { # <port> <status>
  [[ $(status "$1") == "$2" ]]
}

within() { # <what is wrong otherwise> <command>...
  local deadline=$((SECONDS + 60)) what=$1
  shift
  until "$@"; do
    ((SECONDS < deadline)) || fail "$what"
    read -r -t 0.2 <> <(:) || true
  done
}

serial() { # of the certificate that new clients see
  openssl s_client -connect 127.0.0.1:26444 </dev/null 2>/dev/null | openssl x509 -noout -serial
}

ended_sessions() { # told at DEBUG only
  grep -c ' DEBUG ServerSession .* has ended' "$server/standalone/log/wcs.log" || true
}

says_more_than() { # <ended sessions>: one more ends and is told
  is_open 26935 && (($(ended_sessions) > $1))
}

before=$(ended_sessions)
is_open 26935 || fail 'cannot begin: RTMP is closed'
recipe log-level >/dev/null
within 'log-level changes nothing' says_more_than "$before"
recipe restore-log-level >/dev/null

recipe stop-rtmp >/dev/null
within 'stop-rtmp leaves the port open' is_closed 26935
[[ $(recipe is-rtmp-open) == *'"result" => false'* ]] || fail 'is-rtmp-open does not tell'
is_open 26554 || fail 'stop-rtmp closes RTSP too'
recipe start-rtmp >/dev/null
within 'start-rtmp does not open the port' is_open 26935

recipe suspend >/dev/null
within 'suspend does not answer 503' is_status 26081 503
is_closed 26935 || fail 'suspend leaves RTMP open'
recipe resume >/dev/null
within 'resume does not serve' is_status 26081 200
within 'resume does not open RTMP' is_open 26935

old=$(serial)
keystore=$server/standalone/configuration/wcs.p12
rm "$keystore"
keytool -genkeypair -alias wcs -keyalg EC -groupname secp256r1 -dname CN=Renewed -validity 30 \
  -ext san=dns:localhost,ip:127.0.0.1 -storetype PKCS12 -storepass changeit \
  -keystore "$keystore" 2>>"$folder/cli.log"
[[ $(serial) == "$old" ]] || fail 'load-certificate is not needed'
recipe load-certificate >/dev/null
[[ $(serial) != "$old" ]] || fail 'load-certificate shows the old one'

[[ $(recipe read-listener) == *'"request-count" => '* ]] || fail 'read-listener does not tell'

recipe deploy >/dev/null
within 'deploy does not serve' is_status 26081 200
within 'deploy does not open RTMP' is_open 26935

recipe change-port >/dev/null
within 'change-port does not open the new port' is_status 26999 200
is_status 26081 000 || fail 'change-port leaves the old port open'
recipe restore-port >/dev/null
within 'restore-port leaves the new port open' is_status 26999 000

echo "recipes: every one of docs/administration.md does what it says"
