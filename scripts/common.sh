# Sourced by the scripts beside it, never run. Sets `root` and offers what more than one of them needs.
# Everything said here goes to stderr: stdout belongs to the program.
# shellcheck shell=bash

root=$(cd "${BASH_SOURCE[0]%/*}/.." && pwd -P)

# The program as `scripts/call110` runs it, beside the listing of the sources it was built from.
built="$root/.build/call110"

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

fail() {
  say "$@"
  exit 1
}

# Swift is the one thing no Debian package brings, so it is never installed from here.
require_swift() {
  command -v swift >/dev/null && return
  fail "Swift 6.2 or later is needed. Install it from https://www.swift.org/install/linux/ and put its usr/bin into PATH."
}

# Builds a product for use; its name follows. It is linked as one static file: no library is looked for when it starts,
# which takes two thirds of the time, and it runs where there is neither Swift nor readline. Tests are linked as usual.
# The same options for every product, because others would compile everything anew.
release_build=(swift build --package-path "$root" --configuration release -Xswiftc -static-executable -Xlinker -ltinfo --product)

# The package's one system library. Installed when this user may, otherwise the user is told what to type.
require_readline() {
  [[ -e /usr/include/readline/readline.h ]] && return
  local -a as_root=()
  if ((EUID != 0)); then
    sudo -n true 2>/dev/null || fail "libreadline-dev is missing. Type: sudo apt-get install libreadline-dev"
    as_root=(sudo -n)
  fi
  say "installing libreadline-dev"
  local -a install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive
    apt-get install --yes --no-install-recommends libreadline-dev)
  # The package lists of a fresh machine are empty or old: fetch them and try once more.
  "${install[@]}" >&2 || { "${as_root[@]}" apt-get update >&2 && "${install[@]}" >&2; } ||
    fail "libreadline-dev could not be installed. Type: sudo apt-get install libreadline-dev"
}

# Sets `listing` to path, size and time of everything the program is built from. Comparing listings also notices
# what comparing times alone does not: a removed file, and an older file put in a newer one's place.
list_sources() {
  listing=$(find "$root/Package.swift" "$root/Sources" -type f -printf '%p %s %T@\n')
}

# Whether the program stands built from `listing`.
is_fresh() {
  local stamp=
  [[ -x $built/call110 && -r $built/stamp ]] || return 1
  IFS= read -r -d '' stamp <"$built/stamp" || true
  [[ $stamp == "$listing"$'\n' ]]
}

# Builds the release program unless it is fresh. Safe when many start at once: the first builds, the others wait.
build_release() {
  list_sources
  is_fresh && return
  require_swift
  mkdir -p "$built"
  exec 9>"$built/lock"
  flock --nonblock 9 || { say "waiting for a build that is already running"; flock 9; }
  list_sources # Taken before the build: a file saved while it runs makes the next start build again.
  if ! is_fresh; then
    require_readline
    say "building (this takes some minutes the first time)"
    "${release_build[@]}" call110 >"$built/log" 2>&1 9>&- || { cat "$built/log" >&2; fail "the build failed"; }
    # Copied and renamed, so that a start at this moment finds the old program or the new one, never half of one.
    # Without symbols it starts in three quarters of the time; .build/release keeps them for whoever looks for a fault.
    strip -o "$built/call110.new" "$root/.build/release/call110" ||
      cp "$root/.build/release/call110" "$built/call110.new"
    mv "$built/call110.new" "$built/call110"
    printf '%s\n' "$listing" >"$built/stamp.new"
    mv "$built/stamp.new" "$built/stamp"
  fi
  exec 9>&-
}
