# The benchmark of scripts/bench about the language; sourced, never run.
# shellcheck shell=bash

readonly languages=(cbs bash dash python3 lua5.4 tclsh perl jq)
readonly tasks=(additions fields text sort check start)

declare -A title=(
  [additions]='1,000,000 additions' [fields]='100,000 field reads' [text]='100,000 appends to a text'
  [sort]='make and sort 100,000' [check]='check of 10,000 lines' [start]='an empty script'
)
# What each program must print, so that no row measures a failure. Those of `sort` are the least number, the one in the
# middle and the greatest that the generator of Park and Miller gives in its first 100,000 steps.
declare -A answer=(
  [additions]=1000000 [fields]=300000 [text]=100000 [sort]='8383 1077349481 2147483531' [check]='' [start]=''
)

# The program that runs LANGUAGE; nothing where it is not installed.
program_of() { # LANGUAGE
  case $1 in
    cbs) type -P "$cbs" || true ;;
    python3) echo "$python" ;;
    *) type -P "$1" || true ;;
  esac
}

# Puts what runs FILE, or for `check` reads it without running it, into `command`; fails where the language cannot.
command_for() { # LANGUAGE TASK FILE
  local program
  program=$(program_of "$1")
  [[ -n $program && -e $3 ]] || return 1
  case $1/$2 in
    cbs/check) command=("$cbs" check "$3") ;;
    bash/check | dash/check) command=("$program" -n "$3") ;;
    python3/check) command=("$python" -c "import sys; compile(open(sys.argv[1]).read(), sys.argv[1], 'exec')" "$3") ;;
    lua5.4/check) command=("$program" -e "assert(loadfile('$3'))") ;;
    perl/check) command=("$program" -c "$3") ;;
    */check) return 1 ;;
    jq/*) command=("$program" -n -r -f "$3") ;;
    *) command=("$program" "$3") ;;
  esac
}

# The cell of the table: a median, or a dash.
cell() { # LANGUAGE TASK
  local file=$scratch/programs/$2.$1 command=() printed runs=7
  command_for "$1" "$2" "$file" || { printf -- '-'; return; }
  printed=$("${command[@]}" </dev/null 2>"$scratch/errors") ||
    fail "${title[$2]}: $1 fails: $(head -n 3 "$scratch/errors")"
  if [[ $2 == check ]]; then
    # What does not see a fault in the last line has not checked.
    command_for "$1" "$2" "$file.broken"
    if "${command[@]}" </dev/null >/dev/null 2>&1; then fail "${title[$2]}: $1 finds nothing wrong with a broken one"; fi
    command_for "$1" "$2" "$file"
  elif [[ $printed != "${answer[$2]}" ]]; then
    fail "${title[$2]}: $1 prints '$printed', not '${answer[$2]}'"
  fi
  if [[ $2 == start ]]; then runs=100; fi
  run_time "$runs" "${command[@]}"
}

row() { # NAME CELL…
  printf '%-26s' "$1"
  shift
  printf '%10s' "$@"
  printf '\n'
}

bench_language() {
  local language task cells
  use_state plain
  mkdir "$scratch/programs"
  for language in "${languages[@]}"; do "write_${language//[.0-9]/}"; done
  for language in "${languages[@]}"; do : >"$scratch/programs/start.$language"; done
  # An empty program of jq answers null; this one answers nothing.
  echo empty >"$scratch/programs/start.jq"
  row '(ms)' "${languages[@]}"
  for task in "${tasks[@]}"; do
    cells=()
    for language in "${languages[@]}"; do
      say "${title[$task]}: $language"
      cells+=("$(cell "$language" "$task")")
    done
    row "${title[$task]}" "${cells[@]}"
  done
  printf '\n%s ms is what a program takes that does nothing at all (true)\n' "$(run_time 100 "$(type -P true)")"
}

# Writes standard input as the program of TASK.
program() { # TASK LANGUAGE
  cat >"$scratch/programs/$1.$2"
}

# Writes a script of 10,000 lines: a pattern of five lines 2,000 times, with its number for N, and a copy of it with a
# last line that is broken.
long_script() { # LANGUAGE BROKEN-LINE
  local file=$scratch/programs/check.$1
  awk '{ pattern = pattern $0 "\n" }
    END { for (n = 1; n <= 2000; n++) { text = pattern; gsub(/@N/, n, text); printf "%s", text } }' >"$file"
  { cat "$file"; printf '%s\n' "$2"; } >"$file.broken"
}

write_cbs() {
  program additions cbs <<'END'
let n = 0
while $n < 1000000 { set $n = $n + 1 }
print $n
END
  program fields cbs <<'END'
let version = {id: 3, status: "done", name: "gpt-oss-120b/3"}
let total = 0
let turn = 0
while $turn < 100000 {
  set $total = $total + $version.id
  set $turn = $turn + 1
}
print $total
END
  program text cbs <<'END'
let text = ""
let turn = 0
while $turn < 100000 {
  set $text = $text + "x"
  set $turn = $turn + 1
}
print (len($text))
END
  program sort cbs <<'END'
let numbers = []
let x = 1
while len($numbers) < 100000 {
  set $x = $x * 16807 % 2147483647
  set $numbers = $numbers + [$x]
}
let sorted = $numbers | sort .
print $sorted[0] $sorted[50000] $sorted[99999]
END
  long_script cbs 'print $missing' <<'END'
let value_@N = @N * 3
if $value_@N > 40 {
  print "value @N is $value_@N"
}
assert $value_@N == @N * 3, "value @N is wrong"
END
}

write_bash() {
  program additions bash <<'END'
n=0
while ((n < 1000000)); do ((n += 1)); done
echo $n
END
  program fields bash <<'END'
declare -A version=([id]=3 [status]=done [name]=gpt-oss-120b/3)
total=0
for ((turn = 0; turn < 100000; turn++)); do ((total += version[id])); done
echo $total
END
  program text bash <<'END'
text=''
for ((turn = 0; turn < 100000; turn++)); do text+=x; done
echo ${#text}
END
  long_script bash 'if' <<'END'
value_@N=$((@N * 3))
if ((value_@N > 40)); then
  echo "value @N is $value_@N"
fi
((value_@N == @N * 3)) || { echo "value @N is wrong"; exit 1; }
END
}

write_dash() {
  program additions dash <<'END'
n=0
while [ $n -lt 1000000 ]; do n=$((n + 1)); done
echo $n
END
  program text dash <<'END'
text='' turn=0
while [ $turn -lt 100000 ]; do text=${text}x turn=$((turn + 1)); done
echo ${#text}
END
  long_script dash 'if' <<'END'
value_@N=$((@N * 3))
if [ $value_@N -gt 40 ]; then
  echo "value @N is $value_@N"
fi
[ $value_@N -eq $((@N * 3)) ] || { echo "value @N is wrong"; exit 1; }
END
}

write_python() {
  program additions python3 <<'END'
def main():
    n = 0
    while n < 1000000:
        n += 1
    print(n)
main()
END
  program fields python3 <<'END'
def main():
    version = {"id": 3, "status": "done", "name": "gpt-oss-120b/3"}
    total = 0
    for turn in range(100000):
        total += version["id"]
    print(total)
main()
END
  program text python3 <<'END'
def main():
    text = ""
    for turn in range(100000):
        text += "x"
    print(len(text))
main()
END
  program sort python3 <<'END'
def main():
    numbers = []
    x = 1
    for turn in range(100000):
        x = x * 16807 % 2147483647
        numbers.append(x)
    numbers.sort()
    print(numbers[0], numbers[50000], numbers[99999])
main()
END
  long_script python3 'if' <<'END'
value_@N = @N * 3
if value_@N > 40:
    print(f"value @N is {value_@N}")

assert value_@N == @N * 3, "value @N is wrong"
END
}

write_lua() {
  program additions lua5.4 <<'END'
local n = 0
while n < 1000000 do n = n + 1 end
print(n)
END
  program fields lua5.4 <<'END'
local version = {id = 3, status = "done", name = "gpt-oss-120b/3"}
local total = 0
for turn = 1, 100000 do total = total + version.id end
print(total)
END
  program text lua5.4 <<'END'
local text = ""
for turn = 1, 100000 do text = text .. "x" end
print(#text)
END
  program sort lua5.4 <<'END'
local numbers, x = {}, 1
for turn = 1, 100000 do
  x = x * 16807 % 2147483647
  numbers[turn] = x
end
table.sort(numbers)
print(numbers[1] .. " " .. numbers[50001] .. " " .. numbers[100000])
END
  # Globals: a function of Lua has room for 200 locals.
  long_script lua5.4 'if' <<'END'
value_@N = @N * 3
if value_@N > 40 then
  print("value @N is " .. value_@N)
end
assert(value_@N == @N * 3, "value @N is wrong")
END
}

write_tclsh() {
  program additions tclsh <<'END'
proc main {} {
  set n 0
  while {$n < 1000000} {incr n}
  puts $n
}
main
END
  program fields tclsh <<'END'
proc main {} {
  set version [dict create id 3 status done name gpt-oss-120b/3]
  set total 0
  for {set turn 0} {$turn < 100000} {incr turn} {incr total [dict get $version id]}
  puts $total
}
main
END
  program text tclsh <<'END'
proc main {} {
  set text ""
  for {set turn 0} {$turn < 100000} {incr turn} {append text x}
  puts [string length $text]
}
main
END
  program sort tclsh <<'END'
proc main {} {
  set numbers {}
  set x 1
  for {set turn 0} {$turn < 100000} {incr turn} {
    set x [expr {$x * 16807 % 2147483647}]
    lappend numbers $x
  }
  set sorted [lsort -integer $numbers]
  puts "[lindex $sorted 0] [lindex $sorted 50000] [lindex $sorted 99999]"
}
main
END
}

write_perl() {
  program additions perl <<'END'
use strict; use warnings;
my $n = 0;
while ($n < 1000000) { $n += 1 }
print "$n\n";
END
  program fields perl <<'END'
use strict; use warnings;
my $version = {id => 3, status => "done", name => "gpt-oss-120b/3"};
my $total = 0;
for my $turn (1 .. 100000) { $total += $version->{id} }
print "$total\n";
END
  program text perl <<'END'
use strict; use warnings;
my $text = "";
for my $turn (1 .. 100000) { $text .= "x" }
print length($text), "\n";
END
  program sort perl <<'END'
use strict; use warnings;
my @numbers;
my $x = 1;
for my $turn (1 .. 100000) {
  $x = $x * 16807 % 2147483647;
  push @numbers, $x;
}
my @sorted = sort { $a <=> $b } @numbers;
print "$sorted[0] $sorted[50000] $sorted[99999]\n";
END
  long_script perl 'if' <<'END'
my $value_@N = @N * 3;
if ($value_@N > 40) {
  print "value @N is $value_@N\n";
}
$value_@N == @N * 3 or die "value @N is wrong";
END
}

write_jq() {
  program additions jq <<'END'
0 | until(. >= 1000000; . + 1)
END
  program fields jq <<'END'
{id: 3, status: "done", name: "gpt-oss-120b/3"} as $version | reduce range(100000) as $turn (0; . + $version.id)
END
  program text jq <<'END'
reduce range(100000) as $turn (""; . + "x") | length
END
  program sort jq <<'END'
[limit(100000; 16807 | recurse(. * 16807 % 2147483647))] | sort | "\(.[0]) \(.[50000]) \(.[99999])"
END
}
