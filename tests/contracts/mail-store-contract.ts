// What every mail store must do, whatever engine is under it: one suite, run by each implementation. An implementation
// may leave a part out only by naming it with its reason.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { AccountHandle } from "#auth/ports.ts";
import { CongvuError, type ErrorCode } from "#base/errors.ts";
import type { AccountId, OrganizationId } from "#directory/ports.ts";
import { ingest } from "#mail/ingest.ts";
import { type Delivery, type Flags, type FolderId, flagBits, type MailStore, type PlacedEmail } from "#mail/ports.ts";

/** A store with one organization, two personal mailboxes and one unit mailbox with two viewers. */
export interface StoreUnderTest {
  readonly store: MailStore;
  readonly organization: OrganizationId;
  readonly hoa: AccountHandle;
  readonly nam: AccountHandle;
  /** The same unit mailbox as seen by two people. */
  readonly unitByHoa: AccountHandle;
  readonly unitByNam: AccountHandle;
  close(): Promise<void>;
}

export const contractParts = [
  "deliver",
  "storeFlags",
  "changesSince",
  "append",
  "copy",
  "expunge",
  "folders",
  "unit",
  "submission",
  "wide",
  "upload",
] as const;
export type ContractPart = (typeof contractParts)[number];

export const inbox = 1 as FolderId;
export const archive = 4 as FolderId;
const none: Flags = { bits: 0, keywords: [] };
const flags = (bits: number, ...keywords: string[]): Flags => ({ bits, keywords });

let serial = 0;
export const letterOf = (subject: string, body = "Nội dung", extra = "") =>
  ingest(
    Buffer.from(
      `From: Văn thư <vanthu@test.gov.vn>\r\nTo: hoa@test.gov.vn\r\nSubject: ${subject}\r\nMessage-ID: <${++serial}@test.gov.vn>\r\n${extra}\r\n${body}\r\n`,
    ),
  );

const refused = (code: ErrorCode) => (error: unknown) => error instanceof CongvuError && error.code === code;

export function mailStoreContract(
  name: string,
  open: () => Promise<StoreUnderTest>,
  parts: readonly ContractPart[] = contractParts,
): void {
  describe(`${name} keeps the mail store contract`, () => {
    let s: StoreUnderTest;
    before(async () => {
      s = await open();
    });
    after(() => s.close());

    const part = (which: ContractPart, title: string, run: () => Promise<void>) => {
      if (parts.includes(which)) test(`${which}: ${title}`, run);
    };
    const delivery = (accounts: readonly AccountId[], subject: string, id = `d${++serial}`): Delivery => ({
      id,
      organization: s.organization,
      door: "smtp",
      from: "nguoi@ngoai.vn",
      receivedAtMs: 1_800_000_000_000 + serial,
      letter: letterOf(subject),
      copies: accounts.map((account) => ({ account, role: "inbox", flags: none })),
    });
    const deliverTo = async (handle: AccountHandle, subject = "Thử"): Promise<PlacedEmail> => {
      const [placed] = await s.store.deliver(delivery([handle.account], subject));
      assert.ok(placed);
      return placed;
    };
    const folderOf = async (handle: AccountHandle, id: FolderId) => {
      const folder = (await s.store.folders(handle)).find((one) => one.id === id);
      assert.ok(folder);
      return folder;
    };
    const uidsIn = async (handle: AccountHandle, folder: FolderId) => {
      const slice = await s.store.placements(handle, folder, { afterUid: 0, limit: 1000 });
      return [...slice.uids];
    };
    const bitsOf = async (handle: AccountHandle, placed: PlacedEmail) => {
      const places = (await s.store.placementsOf(handle, [placed.emailNo])).get(placed.emailNo) ?? [];
      return places.find((place) => place.folder === placed.folder)?.flags.bits;
    };

    part("deliver", "one letter to two mailboxes is one body, two emails, counted and byte-exact", async () => {
      const before_ = await folderOf(s.hoa, inbox);
      const d = delivery([s.hoa.account, s.nam.account], "Một thư hai nơi");
      const placed = await s.store.deliver(d);
      assert.deepEqual(
        placed.map((one) => one.account),
        [s.hoa.account, s.nam.account],
      );
      for (const [handle, one] of [
        [s.hoa, placed[0]],
        [s.nam, placed[1]],
      ] as const) {
        assert.ok(one);
        assert.ok((await s.store.body(handle, one.emailNo)).equals(d.letter.bytes));
        const [row] = await s.store.emails(handle, [one.emailNo]);
        assert.equal(row?.summary.subject, "Một thư hai nơi");
        assert.equal(row?.envelope, d.letter.envelope);
      }
      const after_ = await folderOf(s.hoa, inbox);
      assert.equal(after_.total, before_.total + 1);
      assert.equal(after_.unread, before_.unread + 1);
      assert.equal(after_.uidNext, before_.uidNext + 1);
      assert.ok(after_.modSeq > before_.modSeq);
    });

    part("deliver", "many at once get distinct ascending uids and modSeqs, none lost", async () => {
      const before_ = await uidsIn(s.nam, inbox);
      const placed = await Promise.all(Array.from({ length: 50 }, (_, i) => deliverTo(s.nam, `Số ${i}`)));
      assert.equal(new Set(placed.map((one) => one.uid)).size, 50);
      assert.equal(new Set(placed.map((one) => one.modSeq)).size, 50);
      assert.equal((await uidsIn(s.nam, inbox)).length, before_.length + 50);
    });

    part("deliver", "a refused unit leaves nothing behind and harms no other in the same batch", async () => {
      const total = (await folderOf(s.hoa, inbox)).total;
      const bad = delivery([s.hoa.account, 9_999 as AccountId], "Không đến đâu");
      const results = await Promise.allSettled([s.store.deliver(bad), deliverTo(s.hoa, "Đến nơi")]);
      assert.deepEqual(
        results.map((result) => result.status),
        ["rejected", "fulfilled"],
      );
      assert.equal((await folderOf(s.hoa, inbox)).total, total + 1);
    });

    part("deliver", "replies join the thread of the letter they answer, others start their own", async () => {
      const first = letterOf("Hỏi về báo cáo");
      const id = first.summary.messageId[0];
      const answer = letterOf("Re: Hỏi về báo cáo", "Trả lời", `In-Reply-To: <${id}>\r\n`);
      const base = delivery([s.hoa.account], "");
      const [one] = await s.store.deliver({ ...base, id: "t1", letter: first });
      const [two] = await s.store.deliver({ ...base, id: "t2", letter: answer });
      const [three] = await s.store.deliver({ ...base, id: "t3", letter: letterOf("Hỏi về báo cáo") });
      assert.ok(one && two && three);
      const rows = await s.store.emails(s.hoa, [one.emailNo, two.emailNo, three.emailNo]);
      assert.equal(rows[0]?.thread, rows[1]?.thread);
      assert.notEqual(rows[0]?.thread, rows[2]?.thread);
      const members = await s.store.emailsOfThreads(s.hoa, [rows[0]?.thread ?? 0]);
      assert.deepEqual(members.get(rows[0]?.thread ?? 0), [one.emailNo, two.emailNo]);
    });

    part("storeFlags", "sets, adds and removes flags and keywords, and reports what it wrote", async () => {
      const placed = await deliverTo(s.hoa);
      const at = { folder: inbox, uids: [placed.uid] };
      const set = await s.store.storeFlags(s.hoa, { ...at, mode: "set", flags: flags(flagBits.seen, "$Forwarded") });
      assert.deepEqual(set.changed[0]?.flags, flags(flagBits.seen, "$Forwarded"));
      const add = await s.store.storeFlags(s.hoa, {
        ...at,
        mode: "add",
        flags: flags(flagBits.flagged, "$forwarded", "Việc"),
      });
      assert.deepEqual(add.changed[0]?.flags, flags(flagBits.seen | flagBits.flagged, "$Forwarded", "Việc"));
      const remove = await s.store.storeFlags(s.hoa, {
        ...at,
        mode: "remove",
        flags: flags(flagBits.seen, "$FORWARDED"),
      });
      assert.deepEqual(remove.changed[0]?.flags, flags(flagBits.flagged, "Việc"));
      assert.ok(remove.modSeq > add.modSeq && add.modSeq > set.modSeq);
    });

    part("storeFlags", "counts unread and leaves the modSeq alone when nothing changes", async () => {
      const placed = await deliverTo(s.hoa);
      const { unread } = await folderOf(s.hoa, inbox);
      const change = { folder: inbox, uids: [placed.uid], mode: "add", flags: flags(flagBits.seen) } as const;
      const first = await s.store.storeFlags(s.hoa, change);
      assert.equal((await folderOf(s.hoa, inbox)).unread, unread - 1);
      const again = await s.store.storeFlags(s.hoa, change);
      assert.equal(again.modSeq, first.modSeq);
      assert.equal((await folderOf(s.hoa, inbox)).unread, unread - 1);
    });

    part("storeFlags", "unchangedSince leaves alone what changed since and names it", async () => {
      const placed = await deliverTo(s.hoa);
      const first = await s.store.storeFlags(s.hoa, {
        folder: inbox,
        uids: [placed.uid],
        mode: "add",
        flags: flags(flagBits.flagged),
      });
      const late = await s.store.storeFlags(s.hoa, {
        folder: inbox,
        uids: [placed.uid],
        mode: "add",
        flags: flags(flagBits.seen),
        unchangedSince: first.modSeq - 1,
      });
      assert.deepEqual(late.modified, [placed.uid]);
      assert.equal(await bitsOf(s.hoa, placed), flagBits.flagged);
    });

    part("changesSince", "tells each change once, in order, in pages that end on whole states", async () => {
      const { modSeq: start } = await s.store.states(s.hoa);
      const placed = await deliverTo(s.hoa);
      await s.store.storeFlags(s.hoa, { folder: inbox, uids: [placed.uid], mode: "add", flags: flags(flagBits.seen) });
      const seen: string[] = [];
      let since = start;
      for (let more = true; more; ) {
        const page = await s.store.changesSince(s.hoa, since, 1);
        seen.push(...page.changes.map((change) => `${change.op} ${change.id}`));
        since = page.upTo;
        more = page.hasMore;
      }
      assert.deepEqual(seen, [`created ${placed.emailNo}`, `updated ${placed.emailNo}`]);
      assert.equal(since, (await s.store.states(s.hoa)).modSeq);
    });

    part("changesSince", "a state from the future is refused", async () => {
      const { modSeq } = await s.store.states(s.hoa);
      await assert.rejects(s.store.changesSince(s.hoa, modSeq + 1, 10), refused("not-found"));
    });

    part("append", "keeps bytes, flags and date exactly, small and large", async () => {
      for (const size of [10, 64 * 1024, 64 * 1024 + 1, 3_000_000]) {
        const letter = letterOf(`Cỡ ${size}`, "x\r\n".repeat(size / 3));
        const [placed] = await s.store.append(s.hoa, [
          { folder: archive, flags: flags(flagBits.seen, "Luu"), receivedAtMs: 1_700_000_000_000, letter },
        ]);
        assert.ok(placed);
        assert.ok((await s.store.body(s.hoa, placed.emailNo)).equals(letter.bytes), `size ${size}`);
        const [row] = await s.store.emails(s.hoa, [placed.emailNo]);
        assert.equal(row?.receivedAtMs, 1_700_000_000_000);
        assert.equal(row?.size, letter.bytes.length);
      }
    });

    part("append", "to a folder that is not there is refused", async () => {
      const unit = { folder: 999 as FolderId, flags: none, receivedAtMs: 0, letter: letterOf("x") };
      await assert.rejects(s.store.append(s.hoa, [unit]), refused("not-found"));
    });

    part("copy", "keeps the email and its flags; move takes the source away under one modSeq", async () => {
      const placed = await deliverTo(s.hoa);
      await s.store.storeFlags(s.hoa, {
        folder: inbox,
        uids: [placed.uid],
        mode: "add",
        flags: flags(flagBits.flagged, "Gấp"),
      });
      const copied = await s.store.copy(s.hoa, { folder: inbox, uids: [placed.uid, 4_000_000], target: archive });
      assert.equal(copied.pairs.length, 1);
      const moved = await s.store.move(s.hoa, { folder: inbox, uids: [placed.uid], target: archive });
      assert.equal(moved.pairs[0]?.[0], placed.uid);
      const places = (await s.store.placementsOf(s.hoa, [placed.emailNo])).get(placed.emailNo) ?? [];
      assert.deepEqual(
        places.map((place) => [place.folder, place.flags]),
        [
          [archive, flags(flagBits.flagged, "Gấp")],
          [archive, flags(flagBits.flagged, "Gấp")],
        ],
      );
      assert.ok(!(await uidsIn(s.hoa, inbox)).includes(placed.uid));
    });

    part("expunge", "takes only what is flagged \\Deleted, can be undone, and never gives a uid again", async () => {
      const kept = await deliverTo(s.hoa);
      const gone = await deliverTo(s.hoa);
      await s.store.storeFlags(s.hoa, { folder: inbox, uids: [gone.uid], mode: "add", flags: flags(flagBits.deleted) });
      assert.deepEqual(await s.store.expunge(s.hoa, { folder: inbox, uids: [kept.uid, gone.uid] }), [gone.uid]);
      assert.equal((await s.store.placementsOf(s.hoa, [gone.emailNo])).size, 0);
      assert.deepEqual(await s.store.restore(s.hoa, [gone.emailNo, kept.emailNo], inbox), [gone.emailNo]);
      const back = (await s.store.placementsOf(s.hoa, [gone.emailNo])).get(gone.emailNo);
      assert.ok(back?.[0] && back[0].uid > gone.uid);
      assert.equal(back[0].flags.bits & flagBits.deleted, 0);
    });

    part("expunge", "a view as of an earlier state still shows what went since", async () => {
      const placed = await deliverTo(s.hoa);
      const { modSeq, uidNext } = await folderOf(s.hoa, inbox);
      await s.store.removePlacements(s.hoa, { folder: inbox, uids: [placed.uid] });
      await deliverTo(s.hoa);
      const page = { afterUid: placed.uid - 1, limit: 10, asOf: { modSeq, uidNext } };
      assert.deepEqual([...(await s.store.placements(s.hoa, inbox, page)).uids], [placed.uid]);
      const delta = await s.store.folderDelta(s.hoa, inbox, modSeq);
      assert.deepEqual(delta?.removed, [placed.uid]);
      assert.equal(delta?.changed.uids.length, 1);
    });

    part(
      "folders",
      "are made, renamed with their uids kept, and deleted; names are unique among siblings",
      async () => {
        const project = await s.store.createFolder(s.hoa, { parent: null, name: "Dự án" });
        const sub = await s.store.createFolder(s.hoa, { parent: project, name: "Năm 2026" });
        await assert.rejects(s.store.createFolder(s.hoa, { parent: null, name: "Dự án" }), refused("already-exists"));
        const before_ = await folderOf(s.hoa, project);
        await s.store.renameFolder(s.hoa, project, { parent: null, name: "Đề án" });
        assert.equal((await folderOf(s.hoa, project)).uidValidity, before_.uidValidity);
        await assert.rejects(s.store.renameFolder(s.hoa, project, { parent: sub, name: "x" }), refused("invalid"));
        await assert.rejects(s.store.deleteFolder(s.hoa, project), refused("conflict"));
        await s.store.deleteFolder(s.hoa, sub);
        await s.store.deleteFolder(s.hoa, project);
        await assert.rejects(s.store.deleteFolder(s.hoa, project), refused("not-found"));
        await assert.rejects(s.store.deleteFolder(s.hoa, inbox), refused("forbidden"));
      },
    );

    part("unit", "seen is each person's own; other flags are shared", async () => {
      const placed = await deliverTo(s.unitByHoa, "Gửi đơn vị");
      const at = { folder: inbox, uids: [placed.uid], mode: "add" } as const;
      await s.store.storeFlags(s.unitByHoa, { ...at, flags: flags(flagBits.seen | flagBits.flagged) });
      assert.equal(await bitsOf(s.unitByHoa, placed), flagBits.seen | flagBits.flagged);
      assert.equal(await bitsOf(s.unitByNam, placed), flagBits.flagged);
      assert.equal((await folderOf(s.unitByHoa, inbox)).unread, 0);
      assert.equal((await folderOf(s.unitByNam, inbox)).unread, 1);
    });

    part("unit", "moving a letter carries each person's seen along and keeps both counters right", async () => {
      const placed = await deliverTo(s.unitByHoa, "Chuyển hồ sơ");
      await s.store.storeFlags(s.unitByNam, {
        folder: inbox,
        uids: [placed.uid],
        mode: "add",
        flags: flags(flagBits.seen),
      });
      await s.store.move(s.unitByHoa, { folder: inbox, uids: [placed.uid], target: archive });
      assert.equal((await folderOf(s.unitByHoa, archive)).unread, 1);
      assert.equal((await folderOf(s.unitByNam, archive)).unread, 0);
    });

    part("submission", "can be taken back until it is final, and never both", async () => {
      const placed = await deliverTo(s.hoa);
      const unit = {
        emailNo: placed.emailNo,
        identity: "hoa@test.gov.vn",
        from: "hoa@test.gov.vn",
        recipients: ["nam@test.gov.vn"],
        sendAtMs: 5,
      };
      const first = await s.store.createSubmission(s.hoa, unit);
      assert.equal(await s.store.cancelSubmission(s.hoa, first), true);
      assert.equal(await s.store.cancelSubmission(s.hoa, first), false);
      const finish = { deliveryStatus: {}, delivery: null };
      const by = (id: number) => ({ id, account: s.hoa.account, viewer: s.hoa.viewer });
      await assert.rejects(s.store.finishSubmission(by(first), finish), refused("conflict"));
      const second = await s.store.createSubmission(s.hoa, unit);
      const total = (await folderOf(s.nam, inbox)).total;
      await s.store.finishSubmission(by(second), {
        deliveryStatus: {},
        delivery: delivery([s.nam.account], "Đã gửi"),
      });
      assert.equal((await folderOf(s.nam, inbox)).total, total + 1);
      assert.equal(await s.store.cancelSubmission(s.hoa, second), false);
      assert.equal((await s.store.submissions(s.hoa, [second]))[0]?.undoStatus, "final");
    });

    part("wide", "a wide delivery arrives by slices, once, however often it is offered", async () => {
      const wide = delivery([s.hoa.account, s.nam.account, s.unitByHoa.account], "Gửi toàn tỉnh", "wide-1");
      const totals = await Promise.all([s.hoa, s.nam].map((handle) => folderOf(handle, inbox)));
      await s.store.acceptLarge(wide);
      await s.store.acceptLarge(wide);
      while (await s.store.deliverNextSlice());
      const now = await Promise.all([s.hoa, s.nam].map((handle) => folderOf(handle, inbox)));
      assert.deepEqual(
        now.map((folder, i) => folder.total - (totals[i]?.total ?? 0)),
        [1, 1],
      );
    });

    part("upload", "gives the bytes back to its own mailbox only", async () => {
      const bytes = Buffer.from("Tệp đính kèm \u0000\r\n");
      const saved = await s.store.saveUpload(s.hoa, { type: "text/plain", bytes });
      assert.ok((await s.store.upload(s.hoa, saved.id))?.bytes.equals(bytes));
      assert.equal(await s.store.upload(s.nam, saved.id), null);
    });
  });
}
