# Shared by the scripts that build; sourced, never run. Brings setup.sh with it.
# shellcheck shell=bash

source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

# The latest step of the build in LOG, `[812/1304] Compiling …`, or its last line before the first step.
latest_step() { # LOG
  local step
  step=$(grep -a '^\[[0-9]*/[0-9]*\]' "$1" | tail -n 1)
  printf '%s' "${step:-$(tail -n 1 "$1")}"
}

# Shows that a build lives: one line repainted every second on a terminal, a line every half minute elsewhere.
show_progress() { # LOG
  local started=$SECONDS elapsed next=30 line
  while sleep 1 && kill -0 $$ 2>/dev/null; do
    elapsed=$((SECONDS - started))
    printf -v line '%d:%02d  %s' $((elapsed / 60)) $((elapsed % 60)) "$(latest_step "$1")"
    if [[ -t 2 ]]; then
      printf '\r\033[K%.*s' $(($(tput cols 2>/dev/null || echo 80) - 1)) "$line" >&2
    elif ((elapsed >= next)); then
      say "$line"
      next=$((next + 30))
    fi
  done
}

# Runs `swift build` quietly with a sign of life; when it fails, shows the errors and ends the script.
#
# The build stays in the foreground, so that Ctrl-C reaches it; what shows the progress is the child.
build() { # DESCRIPTION ARGUMENTS…
  local what=$1 log ticker status=0
  shift
  mkdir -p "$root/.build"
  log=$(mktemp "$root/.build/${0##*/}.XXXXXX.log")
  say "building $what"
  show_progress "$log" &
  ticker=$!
  swift build --package-path "$root" "$@" </dev/null >"$log" 2>&1 || status=$?
  kill "$ticker" 2>/dev/null || true
  wait "$ticker" 2>/dev/null || true
  if [[ -t 2 ]]; then printf '\r\033[K' >&2; fi
  if ((status != 0)); then
    # Compilers run side by side: the error may lie far above the end.
    grep -a -A 4 'error:' "$log" >&2 || tail -n 20 "$log" >&2
    fail "the build failed; its whole output is in $log"
  fi
  rm -f "$log"
}

# Puts the static runtime libraries of C++ and of the compiler where the linker looks first: loading the shared ones
# takes a fifth of the time of a run that does nothing. Their licence allows it.
use_static_runtime() { # FOLDER
  local pair file
  mkdir -p "$1"
  for pair in libstdc++:libstdc++ libgcc_eh:libgcc_s; do
    file=$(clang -print-file-name="${pair%:*}.a")
    # Only the name comes back where there is no such file; then the shared one is linked.
    if [[ -e $file ]]; then ln -sf "$file" "$1/${pair#*:}.a"; fi
  done
}

# The same for the libraries cbs is built on, where all of their archives are there: loading the shared ones takes a
# quarter to a third of the time of a run that does nothing. Their licences allow it.
#
# Through pkg-config, because the folder that its file of libedit names comes first.
use_static_libraries() { # FOLDER
  local name archives=()
  # The file of pkg-config takes no spaces in a path.
  [[ $1 != *[[:space:]]* ]] && command -v pkg-config >/dev/null || return 0
  for name in edit bsd md tinfo sqlite3 z; do
    archives+=("$(clang -print-file-name="lib$name.a")")
    # Only the name comes back where there is no such file; then the shared ones are linked.
    [[ -e ${archives[-1]} ]] || return 0
  done
  ln -sf "${archives[@]}" "$1"
  cat >"$1/libedit.pc" <<END
Name: libedit
Description: libedit as an archive, with what it needs
Version: $(pkg-config --modversion libedit)
Cflags: $(pkg-config --cflags libedit)
Libs: -L$1 -ledit -lbsd -lmd -ltinfo
END
  export PKG_CONFIG_PATH=$1
}

# Leaves an up-to-date program, static and stripped, at .build/release/cbs; quick when nothing has changed.
#
# Nobody loads code into it, so it exports no symbols: the loader would look through all of them.
build_release() {
  local program=$root/.build/release/cbs stamp=$root/.build/release.stamp what='cbs' folder
  if [[ -x $program && -e $stamp ]] &&
    [[ -z $(find "$root/Package.swift" "$root/Sources" -newer "$stamp" -print -quit) ]]; then
    return
  fi
  need_swift
  need_libraries
  [[ -x $program ]] || what='cbs for the first time; this usually takes 5 to 9 minutes on two cores'
  # The time the build began, so that a file saved while it ran counts as newer.
  mkdir -p "$root/.build"
  touch "$stamp.begun"
  folder=$(swift build --package-path "$root" --configuration release --show-bin-path)
  use_static_runtime "$folder"
  use_static_libraries "$folder"
  build "$what" --configuration release --product cbs --static-swift-stdlib \
    -Xlinker -s -Xlinker -no-pie -Xlinker --no-export-dynamic
  mv "$stamp.begun" "$stamp"
}

# Leaves the tests and the program they run at .build/debug; refuses an import that the manifest does not name.
build_tests() {
  local what='the tests'
  need_swift
  need_libraries
  [[ -x $root/.build/debug/cbs ]] || what='the tests for the first time; this usually takes 5 to 9 minutes on two cores'
  build "$what" --build-tests --explicit-target-dependency-import-check error
}
