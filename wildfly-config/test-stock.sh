#!/usr/bin/env bash
# Proves that wcs.cli and the EAR work on a WildFly as downloaded: unpacks the distribution,
# configures it as an operator would, starts it on ports of its own, asks each kind of listener once
# and watches over HLS and RTSP what ffmpeg sends by RTMP. Called by ./wcs test, with JAVA_HOME set and
# everything built.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

version=$(sed -n 's|.*<wildfly.version>\(.*\)</wildfly.version>.*|\1|p' ../pom.xml)
folder=$PWD/target/stock
server=$folder/wildfly-$version

rm -rf "$folder"
mvn -q -B -ntp -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:unpack \
  -Dartifact="org.wildfly:wildfly-dist:$version:zip" -DoutputDirectory="$folder"
chmod +x "$server"/bin/*.sh
"$server/bin/jboss-cli.sh" --file="$PWD/wcs.cli" >"$folder/cli.log"
keytool -genkeypair -alias wcs -keyalg EC -groupname secp256r1 -dname CN=WCS -validity 30 \
  -ext san=dns:localhost,ip:127.0.0.1 -storetype PKCS12 -storepass changeit \
  -keystore "$server/standalone/configuration/wcs.p12" 2>"$folder/keytool.log"
cat >"$server/standalone/configuration/flashphoner.properties" <<'TEXT'
ws.port=26080
wss.port=26443
http.port=26081
https.port=26444
hls.port=26082
hls.https.port=26445
cdn_port=26084
rtmp.port=26935
rtsp.port=26554
metrics.port=26777
cli.port=26201
cli.read_only_port=26202
jmx.port=26998
media_port_from=26101
media_port_to=26200
TEXT
cp ../wcs-ear/target/wcs.ear "$server/standalone/deployments/"

export LAUNCH_JBOSS_IN_BACKGROUND=true
export PREPEND_JAVA_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow --add-opens=java.base/com.sun.crypto.provider=ALL-UNNAMED"
"$server/bin/standalone.sh" -P "$server/standalone/configuration/flashphoner.properties" \
  -Djboss.management.http.port=26990 >"$folder/console.log" 2>&1 &
pid=$!
publisher=
trap 'kill -TERM $publisher $pid 2>/dev/null; wait $publisher $pid 2>/dev/null || true' EXIT

status() { # <url>: its HTTP status
  curl -sk -o /dev/null -m 5 -w '%{http_code}' "$1" || true
}

answers() { # <status> <url>: waits for it, as long as the server runs
  local deadline=$((SECONDS + 120))
  until [[ $(status "$2") == "$1" ]]; do
    if ((SECONDS > deadline)) || ! kill -0 $pid 2>/dev/null; then
      tail -n 40 "$folder/console.log" >&2
      echo "stock WildFly: $2 does not answer $1" >&2
      exit 1
    fi
    read -r -t 0.3 <> <(:) || true
  done
}
answers 200 http://localhost:26081/status

expect() { # <status> <url>
  local got
  got=$(status "$2")
  if [[ $got != "$1" ]]; then
    echo "stock WildFly: $2 answers $got, not $1" >&2
    exit 1
  fi
}
expect 200 http://localhost:26081/
expect 200 https://localhost:26444/
expect 404 http://localhost:26081/signalling
expect 404 http://localhost:26080/
expect 404 https://localhost:26443/status
expect 404 http://localhost:26082/
expect 404 https://localhost:26445/
expect 404 http://localhost:26082/stock/stock.m3u8
expect 404 http://localhost:26082/rest-api/push
expect 404 http://localhost:26084/
expect 404 http://localhost:26777/
expect 200 http://localhost:26777/metrics
expect 404 http://localhost:26777/status
answers 200 http://localhost:26990/health/ready
health=$(curl -s -m 5 http://localhost:26990/health)
[[ $health == *'"wcs-live"'* && $health == *'"wcs-ready"'* ]] || {
  echo "stock WildFly: the container does not ask how WCS is: $health" >&2
  exit 1
}
expect 200 http://localhost:26081/health
[[ $(curl -s -o /dev/null -m 2 -w '%{http_code}' -H 'Connection: Upgrade' -H 'Upgrade: websocket' \
  -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: d2NzIHN0b2NrIHRlc3QhIQ==' \
  http://localhost:26080/any/path || true) == 101 ]] || {
  echo "stock WildFly: no WebSocket on the signalling port" >&2
  exit 1
}

# RTMP: C0 and C1 are answered by S0, S1 and S2; then a real publisher, cut and transcoded for HLS
answered=$(
  exec 3<>/dev/tcp/127.0.0.1/26935
  { printf '\003' && head -c 1536 /dev/zero; } >&3
  timeout 5 head -c 3073 <&3 | wc -c
) 2>/dev/null || answered=0
if [[ $answered != 3073 ]]; then
  echo "stock WildFly: RTMP answers a handshake with $answered bytes" >&2
  exit 1
fi
# RTSP: what is not there is not found
answer=$(
  exec 3<>/dev/tcp/127.0.0.1/26554
  printf 'DESCRIBE rtsp://localhost:26554/nobody RTSP/1.0\r\nCSeq: 7\r\n\r\n' >&3
  timeout 10 head -n 2 <&3 | tr -d '\r'
) 2>/dev/null || answer=
if [[ $answer != 'RTSP/1.0 404 '*$'\n''CSeq: 7' ]]; then
  echo "stock WildFly: RTSP answers '$answer'" >&2
  exit 1
fi
if command -v ffmpeg >/dev/null; then
  ffmpeg -nostdin -loglevel error -re -f lavfi -i testsrc2=size=320x180:rate=25 \
    -f lavfi -i sine=frequency=440 -t 60 -c:v libx264 -preset ultrafast -bf 2 -g 25 \
    -pix_fmt yuv420p -c:a pcm_mulaw -ar 8000 -f flv rtmp://127.0.0.1:26935/live/stock \
    >"$folder/publisher.log" 2>&1 &
  publisher=$!
  hls=http://localhost:26082/stock
  deadline=$((SECONDS + 30))
  until [[ $(status $hls/ts.m3u8) == 200 ]]; do
    if ((SECONDS > deadline)) || ! kill -0 $publisher 2>/dev/null; then
      echo "stock WildFly: what RTMP brings is not there as HLS" >&2
      exit 1
    fi
    read -r -t 0.3 <> <(:) || true
  done
  master=$(curl -s -m 20 $hls/ts.m3u8)
  leading=$(grep -v '^#' <<<"$master" | head -n 1)
  segment=$(curl -s -m 20 "$hls/$leading" | grep -v '^#' | head -n 1)
  expect 200 "$hls/$segment"
  [[ $master == *'avc1.'*'mp4a.40.2'* ]] || {
    echo "stock WildFly: HLS has not both picture and sound: $master" >&2
    exit 1
  }
  tracks=$(timeout 20 ffprobe -loglevel error -rtsp_transport tcp -show_entries stream=codec_name \
    -of csv=p=0 rtsp://127.0.0.1:26554/stock | sort | tr '\n' ' ' || true)
  [[ $tracks == 'h264 pcm_mulaw ' ]] || {
    echo "stock WildFly: RTSP has tracks '$tracks'" >&2
    exit 1
  }
fi
kill -TERM $publisher 2>/dev/null || true
./test-recipes.sh "$server" 26990
echo "stock WildFly $version: configured, deployed, every port as designed"
