#!/usr/bin/env bash
# Installs every engine of the matrix, every tool of the consumer fixtures and the servers of the fleet's tests: Debian packages, and npm packages into
# test/runtimes/node_modules and build/consumers/node_modules. Run it again to add what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(
  chromium firefox-esr webkit2gtk-driver xvfb libmozjs-102-dev
  qemu-user libc6-arm64-cross libstdc++6-arm64-cross libgcc-s1-arm64-cross
  redis-server postgresql
)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

# engines are programs, not tools: no links to them, since a folder of links would shadow node itself; and no scripts.
# --force admits those for arm64, which run on an emulated processor
npm install --prefix test/runtimes --force --no-package-lock --ignore-scripts --no-bin-links
mkdir -p build/consumers
cp test/consumers/package.json build/consumers/
npm install --prefix build/consumers --no-package-lock --ignore-scripts
