#!/usr/bin/env bash
# Proves that wcs.cli and the EAR work on a WildFly as downloaded: unpacks the distribution, configures it as an operator would, starts it on ports of its own and asks
# each kind of listener once. Called by ./wcs test, with JAVA_HOME set and everything built.
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
metrics.port=26777
media_port_from=26101
media_port_to=26200
TEXT
cp ../wcs-ear/target/wcs.ear "$server/standalone/deployments/"

export LAUNCH_JBOSS_IN_BACKGROUND=true
export PREPEND_JAVA_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow --add-opens=java.base/com.sun.crypto.provider=ALL-UNNAMED"
"$server/bin/standalone.sh" -P "$server/standalone/configuration/flashphoner.properties" \
  -Djboss.management.http.port=26990 >"$folder/console.log" 2>&1 &
pid=$!
trap 'kill -TERM $pid 2>/dev/null; wait $pid 2>/dev/null || true' EXIT

status() { # <url>: its HTTP status
  curl -sk -o /dev/null -m 5 -w '%{http_code}' "$1" || true
}

deadline=$((SECONDS + 120))
until [[ $(status http://localhost:26081/status) == 200 ]]; do
  if ((SECONDS > deadline)) || ! kill -0 $pid 2>/dev/null; then
    tail -n 40 "$folder/console.log" >&2
    echo "stock WildFly: the application did not start" >&2
    exit 1
  fi
  read -r -t 0.3 <> <(:) || true
done

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
expect 404 http://localhost:26084/
expect 404 http://localhost:26777/
[[ $(curl -s -o /dev/null -m 2 -w '%{http_code}' -H 'Connection: Upgrade' -H 'Upgrade: websocket' \
  -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: d2NzIHN0b2NrIHRlc3QhIQ==' \
  http://localhost:26080/any/path || true) == 101 ]] || {
  echo "stock WildFly: no WebSocket on the signalling port" >&2
  exit 1
}
echo "stock WildFly $version: configured, deployed, every port as designed"
