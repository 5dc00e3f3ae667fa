#!/bin/sh
# Runs Maven with the JDK of JAVA_HOME: the one on PATH when it is 3.8.6 or newer, otherwise the one
# that lies in this folder. Usage: mvn.sh <arguments of mvn>
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)

# True when "$1" is a version of at least 3.8.6 and below 4.
recent_enough() {
    printf '%s\n' "$1" | awk -F. '{ split($3, p, "-"); exit !($1 == 3 && ($2 > 8 || ($2 == 8 && p[1] >= 6))) }'
}

cd "$root"
if command -v mvn >/dev/null 2>&1; then
    version=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][^ ]*\).*/\1/p' | head -n 1)
    if [ -n "$version" ] && recent_enough "$version"; then
        exec mvn "$@"
    fi
fi

maven="$root/.spidergate/maven/apache-maven-3.9.11"
if [ ! -f "$maven/bin/mvn" ]; then
    "$JAVA_HOME/bin/java" "$root/.mvn/dist/UnpackMaven.java" \
        "$root/.mvn/dist/apache-maven-3.9.11-bin.zip" "$maven"
fi
exec sh "$maven/bin/mvn" "$@"
