# The benchmark of scripts/bench about starting; sourced, never run.
# shellcheck shell=bash

# Milliseconds to the prompt and MiB there, or dashes.
first_prompt() { # PATTERN PROGRAM ARGUMENT…
  if [[ -n $python ]]; then "$python" "$root/scripts/lib/first_prompt.py" 20 "$@"; else echo '- -'; fi
}

row() { printf '%-34s %12s %14s %14s\n' "$@"; }

# A row of the table for a program that is installed; its two commands are divided by `--`.
measure() { # NAME PATTERN RUN… -- PROMPT…
  local name=$1 pattern=$2 run=() time prompt='-' memory='-'
  shift 2
  while [[ $1 != -- ]]; do
    run+=("$1")
    shift
  done
  shift
  type -P "${run[0]}" >/dev/null || return 0
  time=$(run_time 200 "${run[@]}")
  if (($# > 0)); then read -r prompt memory <<<"$(first_prompt "$pattern" "$@")"; fi
  row "$name" "$time" "$prompt" "$memory"
}

bench_startup() {
  row '' 'run (ms)' 'prompt (ms)' 'memory (MiB)'
  measure 'true' '' "$(type -P true)" --
  use_state plain
  measure "cbs -c ''" 'sandbox[^>]*> ' "$cbs" -c '' -- "$cbs"
  use_state full
  awk 'BEGIN {
    for (n = 0; n < 100000; n++)
      printf "{\"t\":%d,\"line\":\"version list gpt-oss-120b | where id > %d\"}\n", 1760000000 + n, n
  }' >"$XDG_STATE_HOME/cbs/history.jsonl"
  measure 'cbs, 100,000 lines of history' 'sandbox[^>]*> ' "$cbs" -c '' -- "$cbs"
  measure "bash -c ''" '[$#] ' bash -c '' -- bash --norc -i
  measure "python3 -c ''" '>>> ' "${python:-python3}" -c '' -- "${python:-python3}" -q
  measure "sqlite3 :memory: ''" 'sqlite> ' sqlite3 :memory: '' -- sqlite3 :memory:
  measure 'tclsh </dev/null' '% ' tclsh -- tclsh
}
