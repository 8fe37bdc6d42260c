// A spike, not the twin: deliver, storeFlags and changesSince of the mail store's port on PostgreSQL, and the reads their
// contract needs. It shows that the port carries a second engine: the counter row of the account orders its commits here
// as the one writer does in sqlite.
import type pg from "pg";
import type { AccountHandle } from "#auth/ports.ts";
import { CongvuError } from "#base/errors.ts";
import {
  type ChangeOp,
  type Delivery,
  type EmailNo,
  type EmailRow,
  type FlagChange,
  type Flags,
  type Folder,
  type FolderId,
  type FolderRole,
  flagBits,
  folderRoles,
  type MailStore,
  type PlacedEmail,
  type Placement,
  type Uid,
} from "#mail/ports.ts";
import type { LetterSummary } from "#mime/part.ts";
import { decodeBody, encodeBody } from "#storage/body-codec.ts";

type SpikeStore = Pick<
  MailStore,
  | "deliver"
  | "storeFlags"
  | "changesSince"
  | "folders"
  | "placements"
  | "placementsOf"
  | "emails"
  | "emailsOfThreads"
  | "body"
  | "states"
>;

/** Numbers of this schema stay below 2^53; `pg` hands bigint over as text. */
type Row = Record<string, string>;
const n = (row: Row | undefined, column: string): number => Number(row?.[column] ?? Number.NaN);

export class PostgresSpike implements SpikeStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async #rows(sql: string, ...parameters: unknown[]): Promise<Row[]> {
    return (await this.#pool.query<Row>(sql, parameters)).rows;
  }

  async #transaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    try {
      await client.query("BEGIN");
      const result = await work(client);
      await client.query("COMMIT");
      return result;
    } catch (error) {
      await client.query("ROLLBACK");
      throw error;
    } finally {
      client.release();
    }
  }

  deliver(delivery: Delivery): Promise<PlacedEmail[]> {
    // One order of locking for everybody: by account.
    const copies = delivery.copies.map((copy, index) => ({ ...copy, index })).sort((a, b) => a.account - b.account);
    return this.#transaction(async (client) => {
      const { letter } = delivery;
      const kept = await client.query<Row>("INSERT INTO body(hash, size, data) VALUES ($1, $2, $3) RETURNING id", [
        letter.hash,
        letter.bytes.length,
        encodeBody(letter.bytes),
      ]);
      const body = n(kept.rows[0], "id");
      await client.query("INSERT INTO letter VALUES ($1, $2, $3, $4)", [
        body,
        letter.envelope,
        letter.structure,
        JSON.stringify(letter.summary),
      ]);
      const placed: PlacedEmail[] = [];
      for (const copy of copies) placed[copy.index] = await place(client, { delivery, body, ...copy });
      return placed;
    });
  }

  storeFlags(handle: AccountHandle, change: FlagChange) {
    return this.#transaction(async (client) => {
      const changed: { uid: Uid; flags: Flags; modSeq: number }[] = [];
      const modified: Uid[] = [];
      const counter = await client.query<Row>("SELECT mod_seq FROM account_counter WHERE account = $1 FOR UPDATE", [
        handle.account,
      ]);
      let modSeq = n(counter.rows[0], "mod_seq");
      let claimed = false;
      for (const uid of change.uids) {
        const row = await readPlacement(client, handle, change.folder, uid);
        if (!row) continue;
        if (change.unchangedSince !== undefined && row.modSeq > change.unchangedSince) {
          modified.push(uid);
          continue;
        }
        const flags = applied(row.flags, change);
        const same = flags.bits === row.flags.bits && flags.keywords.join(" ") === row.flags.keywords.join(" ");
        if (!same && !claimed) {
          claimed = true;
          modSeq = await claim(client, handle.account, { emails: 0, bytes: 0, letters: 0 });
        }
        if (!same) await writeFlags(client, { handle, change, uid, row, flags, modSeq });
        changed.push({ uid, flags, modSeq: same ? row.modSeq : modSeq });
      }
      return { modSeq, changed, modified };
    });
  }

  async changesSince(handle: AccountHandle, since: number, limit: number) {
    const { modSeq } = await this.states(handle);
    if (since > modSeq) throw new CongvuError("not-found", "state too old");
    const rows = await this.#rows(
      "SELECT * FROM change WHERE account = $1 AND mod_seq > $2 ORDER BY mod_seq LIMIT $3",
      handle.account,
      since,
      limit + 1,
    );
    const page = rows.slice(0, limit);
    const hasMore = rows.length > limit;
    const changes = page.map((row) => ({
      modSeq: n(row, "mod_seq"),
      kind: "email" as const,
      op: row.op as ChangeOp,
      id: n(row, "id"),
      folder: n(row, "folder") as FolderId,
      uid: n(row, "uid"),
      thread: n(row, "thread"),
    }));
    return { changes, upTo: hasMore ? (changes.at(-1)?.modSeq ?? since) : modSeq, hasMore };
  }

  async states(handle: AccountHandle) {
    const [row] = await this.#rows("SELECT mod_seq FROM account_counter WHERE account = $1", handle.account);
    const modSeq = n(row, "mod_seq");
    return { modSeq, email: modSeq, folder: modSeq, thread: modSeq, submission: modSeq };
  }

  async folders(handle: AccountHandle): Promise<Folder[]> {
    const rows = await this.#rows("SELECT * FROM folder WHERE account = $1 ORDER BY folder", handle.account);
    return rows.map((row) => ({
      id: n(row, "folder") as FolderId,
      parent: null,
      name: row.name ?? "",
      role: row.role as FolderRole,
      uidValidity: n(row, "uid_validity"),
      uidNext: n(row, "uid_next"),
      total: n(row, "total"),
      unread: n(row, "unread"),
      bytes: n(row, "bytes"),
      modSeq: n(row, "mod_seq"),
      subscribed: true,
      sortOrder: n(row, "folder"),
    }));
  }

  async placements(handle: AccountHandle, folder: FolderId, page: { afterUid: Uid; limit: number }) {
    const rows = await this.#rows(
      "SELECT uid, email, bits, mod_seq FROM placement WHERE account = $1 AND folder = $2 AND uid > $3 ORDER BY uid LIMIT $4",
      handle.account,
      folder,
      page.afterUid,
      page.limit,
    );
    return {
      uids: Uint32Array.from(rows, (row) => n(row, "uid")),
      emailNos: Uint32Array.from(rows, (row) => n(row, "email")),
      bits: Uint8Array.from(rows, (row) => n(row, "bits")),
      modSeqs: Float64Array.from(rows, (row) => n(row, "mod_seq")),
      keywords: new Map<Uid, readonly string[]>(),
    };
  }

  async placementsOf(handle: AccountHandle, emailNos: readonly EmailNo[]): Promise<Map<EmailNo, Placement[]>> {
    const { rows } = await this.#pool.query(
      "SELECT folder, uid, email, bits, keywords, mod_seq FROM placement WHERE account = $1 AND email = ANY($2)",
      [handle.account, emailNos],
    );
    const found = new Map<EmailNo, Placement[]>();
    for (const row of rows) {
      const emailNo = Number(row.email) as EmailNo;
      const flags = { bits: row.bits as number, keywords: row.keywords as string[] };
      const place = {
        folder: Number(row.folder) as FolderId,
        uid: Number(row.uid),
        flags,
        modSeq: Number(row.mod_seq),
      };
      found.set(emailNo, [...(found.get(emailNo) ?? []), place]);
    }
    return found;
  }

  async emails(handle: AccountHandle, emailNos: readonly EmailNo[]): Promise<EmailRow[]> {
    const rows = await this.#rows(
      `SELECT * FROM email JOIN letter USING (body) WHERE account = $1 AND email = ANY($2) ORDER BY array_position($2, email)`,
      handle.account,
      emailNos,
    );
    return rows.map((row) => ({
      emailNo: n(row, "email") as EmailNo,
      thread: n(row, "thread"),
      receivedAtMs: n(row, "received_at"),
      size: n(row, "size"),
      envelope: row.envelope ?? "",
      structure: row.structure ?? "",
      summary: JSON.parse(row.summary ?? "{}") as LetterSummary,
    }));
  }

  async emailsOfThreads(handle: AccountHandle, threads: readonly number[]) {
    const rows = await this.#rows(
      "SELECT thread, email FROM email WHERE account = $1 AND thread = ANY($2) ORDER BY received_at, email",
      handle.account,
      threads,
    );
    const byThread = Map.groupBy(rows, (row) => n(row, "thread"));
    return new Map(
      [...byThread].map(([thread, members]) => [thread, members.map((row) => n(row, "email") as EmailNo)]),
    );
  }

  async body(handle: AccountHandle, emailNo: EmailNo): Promise<Buffer> {
    const { rows } = await this.#pool.query(
      "SELECT hash, body.size, data FROM email JOIN body ON body.id = body WHERE account = $1 AND email = $2",
      [handle.account, emailNo],
    );
    return decodeBody(rows[0].data, { hash: rows[0].hash, size: Number(rows[0].size) });
  }
}

/** Also the lock: whoever changes an account waits here for the one before. */
async function claim(
  client: pg.PoolClient,
  account: number,
  added: { emails: number; bytes: number; letters: number },
) {
  const { rows } = await client.query<Row>(
    `UPDATE account_counter SET mod_seq = mod_seq + 1, next_email = next_email + $2, used_bytes = used_bytes + $3,
       letters = letters + $4 WHERE account = $1 RETURNING mod_seq`,
    [account, added.emails, added.bytes, added.letters],
  );
  if (!rows[0]) throw new CongvuError("not-found", "no such account");
  return n(rows[0], "mod_seq");
}

type Copy = Delivery["copies"][number] & { delivery: Delivery; body: number };

async function place(client: pg.PoolClient, copy: Copy): Promise<PlacedEmail> {
  const { account, delivery } = copy;
  const { letter, receivedAtMs } = delivery;
  const size = letter.bytes.length;
  const modSeq = await claim(client, account, { emails: 1, bytes: size, letters: 1 });
  const next = await client.query<Row>("SELECT next_email - 1 AS email FROM account_counter WHERE account = $1", [
    account,
  ]);
  const emailNo = n(next.rows[0], "email") as EmailNo;
  const thread = await threadOf(client, account, letter.threadKeys, emailNo);
  await client.query("INSERT INTO email VALUES ($1, $2, $3, $4, $5, $6)", [
    account,
    emailNo,
    copy.body,
    thread,
    receivedAtMs,
    size,
  ]);
  const folder = (folderRoles.indexOf(copy.role) + 1) as FolderId;
  const { rows } = await client.query<Row>(
    `UPDATE folder SET uid_next = uid_next + 1, total = total + 1, unread = unread + 1, bytes = bytes + $3, mod_seq = $4
     WHERE account = $1 AND folder = $2 RETURNING uid_next - 1 AS uid, uid_validity`,
    [account, folder, size, modSeq],
  );
  const uid = n(rows[0], "uid");
  const { bits, keywords } = copy.flags;
  await client.query("INSERT INTO placement VALUES ($1, $2, $3, $4, $5, $6, $7)", [
    account,
    folder,
    uid,
    emailNo,
    bits,
    keywords,
    modSeq,
  ]);
  await client.query("INSERT INTO change VALUES ($1, $2, $3, $4, 'created', $5, $6)", [
    account,
    modSeq,
    folder,
    uid,
    emailNo,
    thread,
  ]);
  return { account, emailNo, folder, uid, uidValidity: n(rows[0], "uid_validity"), modSeq };
}

async function threadOf(client: pg.PoolClient, account: number, keys: readonly number[], own: number): Promise<number> {
  const { rows } = await client.query<Row>(
    "SELECT thread FROM thread_key WHERE account = $1 AND key = ANY($2) LIMIT 1",
    [account, keys],
  );
  const thread = rows[0] ? n(rows[0], "thread") : own;
  await client.query("INSERT INTO thread_key SELECT $1, unnest($2::bigint[]), $3 ON CONFLICT DO NOTHING", [
    account,
    keys,
    thread,
  ]);
  return thread;
}

async function readPlacement(client: pg.PoolClient, handle: AccountHandle, folder: FolderId, uid: Uid) {
  const { rows } = await client.query(
    "SELECT email, bits, keywords, mod_seq FROM placement WHERE account = $1 AND folder = $2 AND uid = $3",
    [handle.account, folder, uid],
  );
  const [row] = rows;
  if (!row) return null;
  const flags: Flags = { bits: row.bits as number, keywords: row.keywords as string[] };
  return { emailNo: Number(row.email), modSeq: Number(row.mod_seq), flags };
}

function applied(before: Flags, { mode, flags }: FlagChange): Flags {
  if (mode === "set") return { bits: flags.bits, keywords: [...flags.keywords].sort() };
  const named = new Map(flags.keywords.map((word) => [word.toLowerCase(), word]));
  const kept = before.keywords.filter((word) => mode === "add" || !named.has(word.toLowerCase()));
  const held = new Set(kept.map((word) => word.toLowerCase()));
  const added = mode === "add" ? flags.keywords.filter((word) => !held.has(word.toLowerCase())) : [];
  const bits = mode === "add" ? before.bits | flags.bits : before.bits & ~flags.bits;
  return { bits, keywords: [...kept, ...added].sort() };
}

async function writeFlags(
  client: pg.PoolClient,
  edit: {
    handle: AccountHandle;
    change: FlagChange;
    uid: Uid;
    row: { emailNo: number; flags: Flags };
    flags: Flags;
    modSeq: number;
  },
): Promise<void> {
  const { handle, change, uid, row, flags, modSeq } = edit;
  const key = [handle.account, change.folder, uid];
  await client.query(
    "UPDATE placement SET bits = $4, keywords = $5, mod_seq = $6 WHERE account = $1 AND folder = $2 AND uid = $3",
    [...key, flags.bits, flags.keywords, modSeq],
  );
  const turned = (row.flags.bits ^ flags.bits) & flagBits.seen;
  const unread = turned === 0 ? 0 : flags.bits & flagBits.seen ? -1 : 1;
  await client.query("UPDATE folder SET unread = unread + $3, mod_seq = $4 WHERE account = $1 AND folder = $2", [
    handle.account,
    change.folder,
    unread,
    modSeq,
  ]);
  await client.query(
    `INSERT INTO change SELECT $1, $4, $2, $3, 'updated', email, thread FROM email WHERE account = $1 AND email = $5`,
    [...key, modSeq, row.emailNo],
  );
}
