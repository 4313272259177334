# Shared by the scripts beside this folder; sourced, never run.
#
# Knows where the package is, shows a script's help, says things on standard error, and sees to what a build needs.
# Nothing is done by sourcing it: the script calls what it wants.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# Prints to standard error, after the script's name: standard output belongs to what the script runs.
say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

# Says why and ends the script.
fail() { say "$@"; exit 1; }

# Shows the comment at the head of the script when its first argument asks for help, and ends the script.
answer_help() {
  case ${1-} in
    -h | --help) sed -n '2,/^[^#]/ s/^# \{0,1\}//p' "$0"; exit 0 ;;
  esac
}

# Ends the script with what to do when there is no Swift.
need_swift() {
  command -v swift >/dev/null && return
  say 'swift is not on the PATH'
  fail 'install Swift 6.2 or newer as https://www.swift.org/install says, then run this again'
}

# Whether apt and dpkg look after this system's packages.
is_debian() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }

# Whether a library can be built against: PACKAGE is what Debian calls it, MODULE what pkg-config does.
has_library() { # PACKAGE MODULE HEADER
  if is_debian; then
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
  else
    pkg-config --exists "$2" 2>/dev/null || [[ -e /usr/include/$3 || -e /usr/local/include/$3 ]]
  fi
}

# Installs Debian packages as root; as anybody else says what to type. Never asks for more rights by itself.
install_packages() {
  local log
  is_debian || return 1
  if ((EUID != 0)); then
    say 'run as root, or type: sudo apt-get update && sudo apt-get install' "$@"
    return 1
  fi
  say 'installing' "$@"
  log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  if ! { apt-get update && apt-get install --yes --no-install-recommends "$@"; } </dev/null >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    say "apt-get did not succeed; its whole output is in $log"
    return 1
  fi
  rm -f "$log"
}

# Installs the libraries that cbs is built on, where they are missing.
need_libraries() {
  local missing=()
  has_library libedit-dev libedit histedit.h || missing+=(libedit-dev)
  has_library libsqlite3-dev sqlite3 sqlite3.h || missing+=(libsqlite3-dev)
  ((${#missing[@]} == 0)) && return
  say "missing: ${missing[*]}"
  install_packages "${missing[@]}" && return
  is_debian || say 'install the development files of libedit and SQLite' \
    '(Fedora: libedit-devel sqlite-devel; Arch: libedit sqlite; openSUSE: libedit-devel sqlite3-devel)'
  fail 'then run this again'
}
