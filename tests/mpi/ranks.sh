#!/usr/bin/env bash
# ranks.sh TEST PARLEY: one test of the program under mpirun, in a build with PARLEY_MPI. Answers are compared byte by
# byte with those of a process alone.
set -uo pipefail
parley=$2
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
bad=0
fail() { echo "FAILED: $*"; bad=1; }
same() { cmp -- "$1" "$2" || fail "$3"; }

# ranks N ARGUMENT…: parley as so many processes on this machine, one thread each.
ranks() {
  local n=$1
  shift
  mpirun --allow-run-as-root --oversubscribe -n "$n" "$parley" "$@" --threads 1
}

# A case of 5 issues with 4 options and 3 parties, stances and importances drawn from the seed.
generated_case() {
  mkdir -p "$1"
  awk -v seed="$2" 'BEGIN {
    srand(seed)
    print "title: Generated\nparties:"
    for (p = 0; p < 3; ++p) printf "  - {id: p%d, no_deal: {i0: o0, i1: o0, i2: o0, i3: o0, i4: o0}}\n", p
    print "issues:"
    for (i = 0; i < 5; ++i) printf "  - {id: i%d, options: [o0, o1, o2, o3]}\n", i
  }' >"$1/case.yaml"
  awk -v seed="$2" 'BEGIN {
    srand(seed)
    split("oppose tolerate accept favour demand reject", stance)
    split("critical high medium low", importance)
    print "id,party,form,issue,option,stance,importance,date,note"
    for (p = 0; p < 3; ++p)
      for (i = 0; i < 5; ++i)
        for (o = 0; o < 4; ++o)
          if (rand() < .8)
            printf "s%d%d%d,p%d,judgement,i%d,o%d,%s,%s,2025-01-01,drawn\n", p, i, o, p, i, o,
              stance[1 + int(rand() * (rand() < .1 ? 6 : 5))], o == 1 ? importance[1 + int(rand() * 4)] : ""
  }' >"$1/statements.csv"
}

# compare_ranks NUMBERS ARGUMENT…: with so many processes each.
compare_ranks() {
  local n numbers=$1
  shift
  "$parley" settle "$@" --json --threads 2 >"$work/alone" || fail "settle $1 alone"
  for n in $numbers; do
    ranks "$n" settle "$@" --json >"$work/crew" 2>"$work/err" || { fail "settle $1 on $n ranks" && cat "$work/err"; }
    same "$work/alone" "$work/crew" "$1 on $n ranks"
  done
}

same_bytes() {
  compare_ranks 2 cases/ukraine-2025 --worlds 10600 --nodes 3000  # it takes its time, most of it alike in each process
  compare_ranks "1 2 4" cases/panama-canal --worlds 12000
}

generated() {
  generated_case "$work/case" 5
  compare_ranks "2 4" "$work/case" --worlds 12000
}

errors() {
  local status
  ranks 2 settle "$work/none" >"$work/out" 2>"$work/err"
  status=$?
  [ "$status" -eq 1 ] || fail "a missing case ends with $status"
  [ "$(grep -c 'none' "$work/err")" -eq 1 ] || { fail "a missing case is not said once" && cat "$work/err"; }
  mpirun --allow-run-as-root --oversubscribe -n 2 "$parley" check cases/ukraine-2025 >"$work/out" 2>"$work/err"
  status=$?
  [ "$status" -eq 2 ] || fail "a command that shares nothing out ends with $status"
  grep -q 'runs as one process' "$work/err" || fail "it does not say why"
  [ -s "$work/out" ] && fail "it answers nonetheless"
}

# begun PID: waits until its mpirun has children that compute.
begun() {
  local tries
  for tries in $(seq 100); do
    [ "$(pgrep -c -P "$1")" -ge 2 ] && sleep 2 && return 0
    sleep .1
  done
  fail "nothing was started in 10 s ($tries)"
}

start_long() {
  mpirun --allow-run-as-root --oversubscribe -n 2 "$parley" report cases/ukraine-2025 --worlds 3000000 --threads 1 \
    --to "$work/page.html" >"$work/out" 2>"$work/err" &
  run=$!
  begun "$run"
}

nothing_written() {
  [ -s "$work/out" ] && fail "something was printed"
  [ "$(find "$work" -name 'page.html*' | wc -l)" -eq 0 ] || fail "a file was left"
}

killed() {
  local status
  start_long
  kill -KILL "$(pgrep -n -P "$run")"
  wait "$run"
  status=$?
  [ "$status" -ne 0 ] || fail "the run ends with 0"
  grep -qi 'killed\|signal 9' "$work/err" || { fail "nothing says that a process died" && cat "$work/err"; }
  nothing_written
}

stopped() {
  local status
  start_long
  kill -INT "$run"
  wait "$run"
  status=$?
  [ "$status" -ne 0 ] || fail "the run ends with 0"
  [ "$(grep -c 'parley: stopped; nothing was written' "$work/err")" -eq 1 ] || { fail "it is not said once" && cat "$work/err"; }
  nothing_written
  pgrep -f "$work/page.html" >/dev/null && fail "a process was left"
}

checkpoint() {
  local case=$work/case tries
  generated_case "$case" 7
  "$parley" settle "$case" --json --worlds 60000 >"$work/alone"
  mpirun --allow-run-as-root --oversubscribe -n 2 "$parley" settle "$case" --json --worlds 60000 --threads 1 \
    --checkpoint "$work/steps" >"$work/out" 2>"$work/err" &
  begun $!
  kill -TERM "$(pgrep -n -P $!)"  # a process that is told to stop stops all
  wait $! && fail "the run ends with 0"
  [ -s "$work/out" ] && fail "something was printed"
  for tries in 1 2; do
    ranks 4 settle "$case" --json --worlds 60000 --checkpoint "$work/steps" >"$work/crew" 2>"$work/err" || cat "$work/err"
    same "$work/alone" "$work/crew" "taken up by 4 ranks, time $tries"
  done
  "$parley" settle "$case" --json --worlds 60000 --checkpoint "$work/steps" >"$work/crew"
  same "$work/alone" "$work/crew" "taken up by a process alone"
  "$parley" settle "$case" --json --worlds 60001 --checkpoint "$work/steps" >"$work/out" 2>"$work/err" && fail "another run takes it up"
  grep -q 'is the checkpoint of another run' "$work/err" || fail "it does not say that the checkpoint is another's"
  truncate -s -3 "$work/steps"
  ranks 2 settle "$case" --json --worlds 60000 --checkpoint "$work/steps" >"$work/out" 2>"$work/err" && fail "a damaged one is taken up"
  [ "$(grep -c 'is damaged' "$work/err")" -eq 1 ] || fail "it is not said once that the checkpoint is damaged"
  [ -s "$work/out" ] && fail "something was printed"
}

case $1 in
  same_bytes) same_bytes ;;
  generated) generated ;;
  errors) errors ;;
  killed) killed ;;
  stopped) stopped ;;
  checkpoint) checkpoint ;;
  *) fail "there is no test $1" ;;
esac
exit "$bad"
