-- The tables of the heart that deliver, storeFlags and changesSince touch, as PostgreSQL would keep them.
CREATE TABLE account_counter(
  account bigint PRIMARY KEY, mod_seq bigint NOT NULL DEFAULT 1, next_email bigint NOT NULL DEFAULT 1,
  used_bytes bigint NOT NULL DEFAULT 0, letters bigint NOT NULL DEFAULT 0, feed_from bigint NOT NULL DEFAULT 1);
CREATE TABLE folder(
  account bigint, folder bigint, name text NOT NULL, role text, uid_validity bigint NOT NULL,
  uid_next bigint NOT NULL DEFAULT 1, total bigint NOT NULL DEFAULT 0, unread bigint NOT NULL DEFAULT 0,
  bytes bigint NOT NULL DEFAULT 0, mod_seq bigint NOT NULL, PRIMARY KEY (account, folder));
CREATE TABLE body(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, hash bytea NOT NULL, size bigint NOT NULL, data bytea NOT NULL);
CREATE TABLE letter(body bigint PRIMARY KEY, envelope text NOT NULL, structure text NOT NULL, summary text NOT NULL);
CREATE TABLE email(
  account bigint, email bigint, body bigint NOT NULL, thread bigint NOT NULL, received_at bigint NOT NULL,
  size bigint NOT NULL, PRIMARY KEY (account, email));
CREATE TABLE thread_key(account bigint, key bigint, thread bigint NOT NULL, PRIMARY KEY (account, key));
CREATE TABLE placement(
  account bigint, folder bigint, uid bigint, email bigint NOT NULL, bits int NOT NULL, keywords text[] NOT NULL,
  mod_seq bigint NOT NULL, PRIMARY KEY (account, folder, uid));
CREATE INDEX placement_email ON placement(account, email);
CREATE TABLE change(
  account bigint, mod_seq bigint, folder bigint, uid bigint, op text NOT NULL, id bigint NOT NULL, thread bigint NOT NULL,
  PRIMARY KEY (account, mod_seq, folder, uid));
