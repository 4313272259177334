# The benchmark of scripts/bench about calls of the API; sourced, never run.
# shellcheck shell=bash

readonly versions=10000 chunks=10000

# Starts the server with its fixed bodies and ends it with the script, whatever happens; it ends by itself as well.
start_server() {
  local tries
  "$python" "$root/scripts/lib/api_server.py" "$versions" "$chunks" 900 >"$scratch/port" &
  server=$!
  trap 'kill "$server" 2>/dev/null; rm -rf "$scratch"' EXIT
  for ((tries = 0; tries < 100; tries++)); do
    [[ -s $scratch/port ]] && break
    sleep 0.1
  done
  [[ -s $scratch/port ]] || fail 'the server does not start'
  export CEREBRAS_ORG=acme CEREBRAS_MANAGEMENT_API_KEY=bench-management CEREBRAS_API_KEY=bench-inference
  export CEREBRAS_BASE_URL
  CEREBRAS_BASE_URL=http://127.0.0.1:$(<"$scratch/port")
}

row() { printf '%-34s %12s %12s %14s\n' "$@"; }

# Milliseconds of processor of the last `run_time`, or a dash where hyperfine did not count.
processor_time() {
  if [[ -e $scratch/times ]]; then
    awk -F, 'NR == 2 { printf "%.1f", ($(NF - 3) + $(NF - 2)) * 1000 }' "$scratch/times"
  else
    echo '-'
  fi
}

# MiB that the largest process of a command held at most.
peak_memory() { # PROGRAM ARGUMENT…
  "$python" -c '
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
print(f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.1f}")' "$@"
}

# A row of the table, once the answer of the command has LINES lines of which the last matches the pattern LAST.
measure() { # NAME LINES LAST PROGRAM ARGUMENT…
  local name=$1 lines=$2 last=$3 time
  shift 3
  say "$name"
  "$@" </dev/null >"$scratch/answer" 2>"$scratch/errors" || fail "$name: fails: $(head -n 3 "$scratch/errors")"
  # What ends without a line break has a last line all the same.
  [[ $(grep -c '' "$scratch/answer") == "$lines" ]] ||
    fail "$name: answers $(grep -c '' "$scratch/answer") lines, not $lines"
  tail -c 4000 "$scratch/answer" | tail -n 1 | grep -Eq "$last" || fail "$name: the last line does not match '$last'"
  time=$(run_time 30 "$@")
  row "$name" "$time" "$(processor_time)" "$(peak_memory "$@")"
}

# Writes standard input as the pipeline NAME, for `sh`.
pipeline() { # NAME
  cat >"$scratch/$1.sh"
}

write_pipelines() {
  local url=$CEREBRAS_BASE_URL/management/v1/orgs/acme/models/gpt-oss-120b/versions
  pipeline columns <<END
curl -s '$url' | jq -r '.model_versions[] | [(.name | split("/")[5]), .response.sync_status,
  (.response.version_aliases | join(", ")), .response.customer_s3_uri, .response.system_fingerprint_suffix] | @tsv'
END
  pipeline indented <<<"curl -s '$url' | jq ."
  pipeline stream <<END
curl -sN -d '{}' '$CEREBRAS_BASE_URL/v1/chat/completions' | sed -n 's/^data: {/{/p' |
  jq -rj '.choices[0].delta.content // empty'
END
}

bench_api() {
  local program json
  [[ -n $python ]] || fail 'the server needs python3'
  for program in curl jq; do type -P "$program" >/dev/null || fail "there is no $program to compare with"; done
  use_state api
  start_server
  write_pipelines
  # The lines of the list when jq indents it: cbs writes as many, of as many versions.
  json=$("$cbs" version list gpt-oss-120b --format json | tee "$scratch/answer" | jq . | wc -l)
  [[ $(jq -c '[length, .[-1].id]' "$scratch/answer") == "[$versions,$versions]" ]] ||
    fail "the list does not have $versions versions"
  row '' 'wall (ms)' 'CPU (ms)' 'memory (MiB)'
  measure 'version list' $((versions + 1)) "^$versions +done .* support-bot$" "$cbs" version list gpt-oss-120b
  measure 'curl | jq, as columns' "$versions" "^$versions.done.*.support-bot$" sh "$scratch/columns.sh"
  measure 'version list --format json' "$json" '^]$' "$cbs" version list gpt-oss-120b --format json
  measure 'curl | jq .' "$(sh "$scratch/indented.sh" | wc -l)" '^}$' sh "$scratch/indented.sh"
  measure "infer, $chunks chunks" 1 " word$chunks \$" "$cbs" infer acme-gpt-oss-120b 'Count.'
  measure 'curl | sed | jq, the same stream' 1 " word$chunks \$" sh "$scratch/stream.sh"
}
