#!/usr/bin/env bash
# Starts, stops, restarts or resets (stops, drops all mail, starts) a peer made by setup.sh.
set -euo pipefail
profile=${1:?usage: ctl.sh PROFILE start|stop|restart|reset}
verb=${2:?usage: ctl.sh PROFILE start|stop|restart|reset}
peers=${TMPDIR:-/tmp}/congvu-peers
top=$peers/$profile
[ -d "$top" ] || { echo "no peer $profile; run setup.sh" >&2; exit 2; }

# IDLE needs one inotify instance an imap process; Debian's default is 128 a user, beyond which Dovecot polls every
# 30 s without a word. The last peer to stop puts the old value back.
inotify=/proc/sys/fs/inotify/max_user_instances

start() {
  if [ "$(cat $inotify)" -lt 8192 ]; then
    cat $inotify >"$peers/.inotify"
    echo 8192 >$inotify
  fi
  ulimit -n "$(ulimit -Hn)"
  # Output goes to a file: daemons would keep a caller's pipe open for ever.
  for command in "dovecot -c $top/dovecot/dovecot.conf" "postfix -c $top/postfix/etc start"; do
    $command >>"$top/start.log" 2>&1 </dev/null || { tail -n 20 "$top/start.log" >&2; return 1; }
  done
}

stop() {
  postfix -c "$top/postfix/etc" stop 2>/dev/null || true
  local pid
  if pid=$(cat "$top/dovecot/run/master.pid" 2>/dev/null) && kill "$pid" 2>/dev/null; then
    for _ in $(seq 300); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
  fi
}

case $verb in
  start) start ;;
  stop)
    stop
    if [ -e "$peers/.inotify" ] && ! ls "$peers"/*/dovecot/run/master.pid >/dev/null 2>&1; then
      cat "$peers/.inotify" >$inotify
      rm "$peers/.inotify"
    fi ;;
  restart) stop; start ;;
  reset)
    stop
    rm -rf "$top/mail"
    mkdir "$top/mail"
    chown vmail:vmail "$top/mail"
    find "$top/postfix/spool" -type f -path '*/spool/*/*' ! -path '*/pid/*' -delete
    : >"$top/postfix/mail.log"
    : >"$top/dovecot/dovecot.log"
    start ;;
  *) echo "unknown verb $verb" >&2; exit 2 ;;
esac
