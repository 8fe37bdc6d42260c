#!/usr/bin/env bash
# Configures one isolated Postfix + Dovecot on loopback, as root; the packages are there already (run.ts installs them).
# Leaves it stopped; ctl.sh starts it. Each profile has its own folder and ports, so that several can run side by side:
#   tuned   sdbox, Dovecot's "high-performance" login processes, reused imap and lmtp processes, imap-hibernate for
#           IDLE, fts-xapian indexing on delivery
#   nofts   as tuned, without full-text search: shows what indexing costs
#   stock   Maildir and the packages' default process model, no full-text search
#
# Everything is kept durable as in production: Postfix's queue fsyncs and Dovecot's mail_fsync stay at their defaults.
# TLS is off, plain sign-in allowed, passwords are {PLAIN} in a passwd-file (a sign-in measures the server, not a
# password hash), no content filters. 1,000 users u0 … u999@bench.gov.vn.
set -euo pipefail
profile=${1:?usage: setup.sh tuned|nofts|stock}
here=$(cd "$(dirname "$0")" && pwd)
peers=${TMPDIR:-/tmp}/congvu-peers
format=sdbox tuned=yes fts=no
case $profile in
  tuned) base=11000 fts=yes ;;
  nofts) base=12000 ;;
  stock) base=14000 format=maildir tuned=no ;;
  *) echo "unknown profile $profile" >&2; exit 2 ;;
esac
users=1000 password=bench domain=bench.gov.vn
top=$peers/$profile

id vmail >/dev/null 2>&1 || useradd -r -M -d /nonexistent -s /usr/sbin/nologin vmail

[ -e "$top/target.json" ] && "$here/ctl.sh" "$profile" stop
rm -rf "$top"
mkdir -p "$top"/postfix/{etc,spool,data} "$top"/dovecot/{run,state} "$top"/mail
chown postfix "$top/postfix/data"
chown vmail:vmail "$top/mail"

# Users
for ((i = 0; i < users; i++)); do
  echo "u$i@$domain:{PLAIN}$password::::::" >>"$top/dovecot/users"
  echo "u$i@$domain ok" >>"$top/postfix/etc/users"
done
chmod 644 "$top/dovecot/users"
postmap -c /etc/postfix "hash:$top/postfix/etc/users"

# Postfix
cat >"$top/postfix/etc/main.cf" <<EOF
compatibility_level = 3.6
queue_directory = $top/postfix/spool
data_directory = $top/postfix/data
maillog_file = $top/postfix/mail.log
maillog_file_prefixes = $peers
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
myhostname = mx.$domain
mydestination =
alias_maps =
alias_database =
virtual_mailbox_domains = $domain
virtual_mailbox_maps = hash:$top/postfix/etc/users
virtual_transport = lmtp:unix:$top/dovecot/run/lmtp
biff = no
EOF
# A sender faster than delivery is otherwise paused for up to a second per mail.
[ $tuned = yes ] && echo "in_flow_delay = 0" >>"$top/postfix/etc/main.cf"

cat >"$top/postfix/etc/master.cf" <<EOF
127.0.0.1:$((base + 25))  inet n - n - - smtpd
pickup    unix  n - n 60 1 pickup
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
verify    unix  - - n - 1 verify
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp      unix  - - n - - smtp
relay     unix  - - n - - smtp
showq     unix  n - n - - showq
error     unix  - - n - - error
retry     unix  - - n - - error
discard   unix  - - n - - discard
local     unix  - n n - - local
virtual   unix  - n n - - virtual
lmtp      unix  - - n - - lmtp
anvil     unix  - - n - 1 anvil
scache    unix  - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
EOF

# Dovecot
case $format in
  sdbox) location='sdbox:~/sdbox' ;;
  maildir) location='maildir:~/Maildir' ;;
esac
{
cat <<EOF
base_dir = $top/dovecot/run
state_dir = $top/dovecot/state
instance_name = $profile
log_path = $top/dovecot/dovecot.log
listen = 127.0.0.1
protocols = imap pop3 lmtp
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = $location
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u $top/dovecot/users
}
userdb {
  driver = static
  args = uid=vmail gid=vmail home=$top/mail/%n
}
# All test connections come from one address.
mail_max_userip_connections = 10000
# Limits raised only so that 5,000 connections fit; the defaults refuse them.
default_client_limit = 12000
default_process_limit = 200
service lmtp {
  unix_listener lmtp {
    mode = 0666
  }
$([ $tuned = yes ] && echo "  process_min_avail = 4
  service_count = 1000")
}
service imap-login {
  inet_listener imap {
    port = $((base + 143))
  }
  inet_listener imaps {
    port = 0
  }
$([ $tuned = yes ] && echo "  service_count = 0
  process_min_avail = $(nproc)" || echo "  process_limit = 6000
  client_limit = 1")
}
service pop3-login {
  inet_listener pop3 {
    port = $((base + 110))
  }
  inet_listener pop3s {
    port = 0
  }
$([ $tuned = yes ] && echo "  service_count = 0
  process_min_avail = $(nproc)" || echo "  client_limit = 1")
}
service imap {
  process_limit = 6000
  extra_groups = \$default_internal_group
  unix_listener imap-master {
    user = \$default_internal_user
  }
$([ $tuned = yes ] && echo "  service_count = 200
  process_min_avail = 4")
}
service pop3 {
$([ $tuned = yes ] && echo "  service_count = 200")
}
EOF
[ $tuned = yes ] && cat <<EOF
service imap-hibernate {
  unix_listener imap-hibernate {
    mode = 0660
    group = \$default_internal_group
  }
}
protocol imap {
  imap_hibernate_timeout = 15s
}
EOF
[ $fts = yes ] && cat <<EOF
mail_plugins = \$mail_plugins fts fts_xapian
plugin {
  fts = xapian
  fts_xapian = partial=3 full=20
  fts_autoindex = yes
  fts_enforced = yes
}
service indexer-worker {
  vsz_limit = 4G
}
EOF
true
} >"$top/dovecot/dovecot.conf"

# What the load generator needs to know
cat >"$top/target.json" <<EOF
{
  "name": "$profile",
  "about": "Postfix + Dovecot, $format, tuned=$tuned, fts-xapian=$fts",
  "smtp": "127.0.0.1:$((base + 25))",
  "imap": "127.0.0.1:$((base + 143))",
  "imaps": null,
  "pop3": "127.0.0.1:$((base + 110))",
  "http": null,
  "user": "u{n}@$domain",
  "users": $users,
  "password": "$password",
  "pidfiles": ["$top/postfix/spool/pid/master.pid", "$top/dovecot/run/master.pid"],
  "readyFile": null,
  "reset": ["$here/ctl.sh", "$profile", "reset"],
  "restart": ["$here/ctl.sh", "$profile", "restart"],
  "stop": ["$here/ctl.sh", "$profile", "stop"]
}
EOF
