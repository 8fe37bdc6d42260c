-- Why: the whole model of the heart: directory, sign-in, mail, change feed, events, audit.
-- Cost: none, the database is empty. Lock: none.
-- Keys of hot tables begin with the account. email.id = account * 2^24 + email number, the same number as in search.db.

CREATE TABLE organization(
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, regulation TEXT, zone TEXT NOT NULL, created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE domain(
  name TEXT PRIMARY KEY, organization INTEGER NOT NULL REFERENCES organization, sort INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE agency(
  id INTEGER PRIMARY KEY, organization INTEGER NOT NULL REFERENCES organization, parent INTEGER REFERENCES agency,
  name TEXT NOT NULL, folded TEXT NOT NULL, code TEXT NOT NULL, kind TEXT NOT NULL, sort_order INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX agency_code ON agency(organization, code);

CREATE TABLE person(
  id INTEGER PRIMARY KEY, organization INTEGER NOT NULL REFERENCES organization, agency INTEGER REFERENCES agency,
  name TEXT NOT NULL, folded TEXT NOT NULL, title TEXT, phone TEXT, recovery_address TEXT, birth_date TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX person_agency ON person(organization, agency);

CREATE TABLE post(
  id INTEGER PRIMARY KEY, agency INTEGER NOT NULL REFERENCES agency, title TEXT NOT NULL, is_head INTEGER NOT NULL
) STRICT;
CREATE TABLE post_holding(
  post INTEGER NOT NULL REFERENCES post, person INTEGER NOT NULL REFERENCES person,
  from_day TEXT NOT NULL, to_day TEXT,
  PRIMARY KEY (post, person, from_day)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_holding_person ON post_holding(person);

CREATE TABLE account(
  id INTEGER PRIMARY KEY, organization INTEGER NOT NULL REFERENCES organization,
  kind TEXT NOT NULL CHECK (kind IN ('personal', 'unit')),
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'suspended', 'closed')),
  name TEXT NOT NULL, folded TEXT NOT NULL,
  person INTEGER REFERENCES person, agency INTEGER REFERENCES agency, quota_bytes INTEGER,
  created_at INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX account_person ON account(person);
-- Addresses are stored canonical: NFC, lower case, domain as A-labels. One holder over all kinds.
CREATE TABLE address(
  address TEXT PRIMARY KEY, account INTEGER NOT NULL REFERENCES account,
  kind TEXT NOT NULL CHECK (kind IN ('primary', 'alias', 'retired')), sort INTEGER NOT NULL, since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX address_account ON address(account);
-- A right belongs to a person directly, or to whoever holds the post today.
CREATE TABLE account_member(
  account INTEGER NOT NULL REFERENCES account, person INTEGER NOT NULL DEFAULT 0, post INTEGER NOT NULL DEFAULT 0,
  access TEXT NOT NULL,
  PRIMARY KEY (account, person, post)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_member_person ON account_member(person);
CREATE INDEX account_member_post ON account_member(post);

CREATE TABLE credential(
  person INTEGER PRIMARY KEY REFERENCES person, phc TEXT NOT NULL, changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE web_session(
  token_hash BLOB PRIMARY KEY, person INTEGER NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL, remote_address TEXT NOT NULL, user_agent TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX web_session_person ON web_session(person);

-- Hot counters of a mailbox, apart from its directory row. mod_seq is the one counter of the account (RFC 7162).
CREATE TABLE account_counter(
  account INTEGER PRIMARY KEY, seen_per_person INTEGER NOT NULL, mod_seq INTEGER NOT NULL DEFAULT 1,
  email_mod_seq INTEGER NOT NULL DEFAULT 1, folder_mod_seq INTEGER NOT NULL DEFAULT 1,
  thread_mod_seq INTEGER NOT NULL DEFAULT 1, submission_mod_seq INTEGER NOT NULL DEFAULT 1,
  next_email INTEGER NOT NULL DEFAULT 1, next_folder INTEGER NOT NULL DEFAULT 1,
  used_bytes INTEGER NOT NULL DEFAULT 0, letters INTEGER NOT NULL DEFAULT 0,
  -- The change feed reaches back to states at or after this one.
  feed_from INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE folder(
  account INTEGER NOT NULL, folder INTEGER NOT NULL, parent INTEGER NOT NULL DEFAULT 0, name TEXT NOT NULL,
  role TEXT, uid_validity INTEGER NOT NULL, uid_next INTEGER NOT NULL DEFAULT 1, recent_uid INTEGER NOT NULL DEFAULT 1,
  total INTEGER NOT NULL DEFAULT 0, unread INTEGER NOT NULL DEFAULT 0, bytes INTEGER NOT NULL DEFAULT 0,
  mod_seq INTEGER NOT NULL, subscribed INTEGER NOT NULL DEFAULT 1, sort_order INTEGER NOT NULL DEFAULT 10,
  deleted_at INTEGER,
  PRIMARY KEY (account, folder)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX folder_name ON folder(account, parent, name) WHERE deleted_at IS NULL;

-- Stored bytes once, however many hold them: in data (versioned header and bytes, storage/body-codec.ts) or in a file.
CREATE TABLE body(
  id INTEGER PRIMARY KEY, organization INTEGER NOT NULL, hash BLOB NOT NULL,
  -- First 48 bits of the hash of the bytes as received: finds the same letter sent again.
  received_key INTEGER NOT NULL, received_hash BLOB NOT NULL,
  size INTEGER NOT NULL, created_at INTEGER NOT NULL, file TEXT, data BLOB
) STRICT;
CREATE INDEX body_received ON body(received_key);
CREATE INDEX body_file ON body(file) WHERE file IS NOT NULL;

-- What was read of a body at ingest, ready to send: a pure function of its bytes, so it is kept once, like them.
-- (Kept in every email row it made a notice to 200 people 200 times as large; docs/decisions has the figures.)
CREATE TABLE letter(
  body INTEGER PRIMARY KEY, envelope TEXT NOT NULL, structure TEXT NOT NULL, summary TEXT NOT NULL,
  has_attachment INTEGER NOT NULL, urgency TEXT NOT NULL, crc INTEGER NOT NULL
) STRICT;

-- One letter of one account; immutable. thread = id of the thread's first letter. crc guards the columns against bit-rot.
CREATE TABLE email(
  id INTEGER PRIMARY KEY, body INTEGER NOT NULL, thread INTEGER NOT NULL, received_at INTEGER NOT NULL,
  size INTEGER NOT NULL,
  -- Local copies made by the same transaction: search keeps one row for wide notices.
  copies INTEGER NOT NULL, crc INTEGER NOT NULL
) STRICT;
-- Who still holds a body, asked before it is erased. Bodies number upwards, so the index grows at its end.
CREATE INDEX email_body ON email(body);
-- Most letters are alone in their thread: only the others are indexed.
CREATE INDEX email_thread ON email(thread) WHERE thread <> id;
CREATE TABLE thread_key(
  account INTEGER NOT NULL, key INTEGER NOT NULL, thread INTEGER NOT NULL,
  PRIMARY KEY (account, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE placement(
  account INTEGER NOT NULL, folder INTEGER NOT NULL, uid INTEGER NOT NULL, email INTEGER NOT NULL,
  bits INTEGER NOT NULL, keywords TEXT, received_at INTEGER NOT NULL, size INTEGER NOT NULL,
  -- What lists filter by and never changes: 1 has attachments, 2 urgent.
  marks INTEGER NOT NULL,
  mod_seq INTEGER NOT NULL, created_mod_seq INTEGER NOT NULL, expunged_at INTEGER, unit_opened_at INTEGER,
  crc INTEGER NOT NULL,
  PRIMARY KEY (account, folder, uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX placement_email ON placement(account, email);
CREATE INDEX placement_date ON placement(account, folder, received_at) WHERE expunged_at IS NULL;
CREATE INDEX placement_purge ON placement(expunged_at) WHERE expunged_at IS NOT NULL;

-- "Seen" on unit mailboxes is each person's own.
CREATE TABLE seen(
  account INTEGER NOT NULL, person INTEGER NOT NULL, folder INTEGER NOT NULL, uid INTEGER NOT NULL,
  value INTEGER NOT NULL, mod_seq INTEGER NOT NULL,
  PRIMARY KEY (account, person, folder, uid)
) STRICT, WITHOUT ROWID;
CREATE TABLE viewer_folder(
  account INTEGER NOT NULL, folder INTEGER NOT NULL, person INTEGER NOT NULL,
  -- What lay there before the person joined counts as seen.
  seen_before_uid INTEGER NOT NULL, unread INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (account, folder, person)
) STRICT, WITHOUT ROWID;

-- kind: 1 email, 2 folder, 3 submission, 4 identity; op: 1 created, 2 updated, 3 destroyed.
CREATE TABLE change(
  account INTEGER NOT NULL, mod_seq INTEGER NOT NULL, kind INTEGER NOT NULL, folder INTEGER NOT NULL,
  uid INTEGER NOT NULL, op INTEGER NOT NULL, id INTEGER NOT NULL, thread INTEGER NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (account, mod_seq, kind, folder, uid, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE event(
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, account INTEGER NOT NULL, kind TEXT NOT NULL,
  person INTEGER, door TEXT, email INTEGER, data TEXT
) STRICT;

CREATE INDEX event_email ON event(account, email) WHERE kind = 'opened';

CREATE TABLE submission(
  id INTEGER PRIMARY KEY, account INTEGER NOT NULL, viewer INTEGER NOT NULL, email INTEGER NOT NULL,
  identity TEXT NOT NULL, mail_from TEXT NOT NULL, recipients TEXT NOT NULL, send_at INTEGER NOT NULL,
  undo_status TEXT NOT NULL, delivery_status TEXT NOT NULL
) STRICT;
CREATE INDEX submission_account ON submission(account);
CREATE INDEX submission_due ON submission(send_at) WHERE undo_status = 'pending';

-- A wide delivery: accepted in one commit, copied in slices. Rows of delivery_copy vanish as they are done.
CREATE TABLE delivery(
  id TEXT PRIMARY KEY, organization INTEGER NOT NULL, door TEXT NOT NULL, mail_from TEXT NOT NULL,
  received_at INTEGER NOT NULL, body INTEGER NOT NULL, facts TEXT NOT NULL, urgency INTEGER NOT NULL,
  copies INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE delivery_copy(
  delivery TEXT NOT NULL, account INTEGER NOT NULL, folder INTEGER NOT NULL, bits INTEGER NOT NULL,
  PRIMARY KEY (delivery, account)
) STRICT, WITHOUT ROWID;

CREATE TABLE upload(
  account INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, size INTEGER NOT NULL, body INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit(
  seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, entry TEXT NOT NULL, hash BLOB NOT NULL
) STRICT;
