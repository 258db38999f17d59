#!/bin/bash
# Debian 12 has no docker compose of version 2: takes Debian 13's package, unpacks its one program and lets docker find it
# for this user. Nothing else of that release gets onto the machine.
set -euo pipefail
docker compose version >/dev/null 2>&1 && exit 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial"
# The mirror that this machine uses already.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' | sort -u | head -n 1)
key=/usr/share/keyrings/debian-archive-keyring.gpg
echo "deb [signed-by=$key] $mirror trixie main" >"$work/sources.list"
options=(-qq -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State::lists=$work/lists" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=)
apt-get "${options[@]}" update
cd "$work"
apt-get "${options[@]}" download docker-compose
dpkg -x docker-compose_*.deb "$work/unpacked"
mkdir -p "${DOCKER_CONFIG:-$HOME/.docker}/cli-plugins"
cp "$work/unpacked/usr/libexec/docker/cli-plugins/docker-compose" "${DOCKER_CONFIG:-$HOME/.docker}/cli-plugins/"
docker compose version
