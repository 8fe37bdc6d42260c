import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { inflateRawSync } from "node:zlib";
import { createLog } from "#base/log.ts";
import { loadConfig } from "#config/load.ts";
import { readLetter } from "#mime/read-letter.ts";
import { openServices } from "#services.ts";
import { Boxes } from "./boxes.ts";
import { blockText, letterBytes } from "./bytes.ts";
import { fileNamed } from "./files/attachment.ts";
import { placeCopies } from "./placing.ts";
import { isOurs, type PlannedLetter, planLetters } from "./plan.ts";
import { demoPassword, makeDemoProvince } from "./province.ts";

const dayMs = 24 * 3_600_000;
const boxes = new Boxes();

describe("the letters of the demonstration", () => {
  /** A working morning, a Sunday night, New Year's Day, the last minute of a leap day. */
  const moments = ["2026-11-24T03:30:00Z", "2026-11-22T16:45:00Z", "2027-01-01T00:00:00Z", "2028-02-29T16:59:00Z"];
  for (const moment of moments) {
    const nowMs = Date.parse(moment);
    const letters = planLetters(boxes, nowMs);

    it(`made at ${moment} are of the last ninety-two days, none of the future, each after what it answers`, () => {
      for (const { sentAtMs, answers, subject } of letters) {
        assert.ok(sentAtMs <= nowMs && nowMs - sentAtMs <= 92 * dayMs, subject);
        if (answers) assert.ok(sentAtMs > answers.sentAtMs, subject);
      }
    });

    it(`made at ${moment} give the main official an inbox with twelve unread letters and the express one on top`, () => {
      const inbox = placeCopies(letters, nowMs)
        .filter(({ box, folder }) => box.key === "hoa" && folder === "inbox")
        .sort((a, b) => b.receivedAtMs - a.receivedAtMs);
      assert.ok(inbox.length >= 50 && inbox.length <= 75, String(inbox.length));
      assert.equal(inbox.filter(({ bits }) => (bits & 8) === 0).length, 12);
      assert.equal(inbox[0]?.letter.urgency, "express");
      assert.ok((inbox[0]?.letter.replyByMs ?? 0) > nowMs, "there is time left to answer it");
    });
  }

  const letters = planLetters(boxes, Date.parse(moments[0] ?? ""));
  const textOf = ({ blocks }: PlannedLetter) => blocks.map(blockText).join("\n");

  it("are 300 with the drafts, nearly all of different words", () => {
    assert.equal(letters.length + 2, 300);
    assert.ok(new Set(letters.map(textOf)).size > 250);
  });

  it("are spelled in one style, with typographic care", () => {
    const oldStyle = /h[ủũ]y|(?<![\p{L}])[úùủũụ]y(?![\p{L}])|hỏa|hóa|thỏa|khỏe|thúy|qúy/iu;
    for (const letter of letters.filter((one) => isOurs(one.from))) {
      const text = `${letter.subject}\n${textOf(letter)}`;
      assert.doesNotMatch(text, oldStyle);
      assert.doesNotMatch(text, / {2}| [,.;:!?](?!\d)|undefined|NaN|\$\{/, text);
      assert.equal(text, text.normalize("NFC"));
    }
  });

  it("go from everybody's own address to people and units that exist, nobody to themselves alone", () => {
    for (const { from, to, cc, subject } of letters) {
      assert.ok(to.length > 0, subject);
      if (isOurs(from)) assert.ok(![...to, ...cc].includes(from), subject);
    }
  });

  it("hold threads, urgency, times to answer by, tables, and files of every kind", () => {
    assert.ok(letters.filter((one) => one.answers).length >= 90);
    for (const urgency of ["urgent", "very-urgent", "express"])
      assert.ok(letters.some((one) => one.urgency === urgency));
    assert.ok(letters.filter((one) => one.replyByMs).length >= 3);
    const endings = new Set(letters.flatMap((one) => one.files.map((name) => name.slice(name.lastIndexOf(".") + 1))));
    assert.deepEqual([...endings].sort(), ["docx", "pdf", "png", "txt", "xlsx"]);
  });

  it("are letters that our own reader finds nothing wrong with", () => {
    for (const letter of letters) assert.deepEqual(readLetter(letterBytes(letter)).defects, [], letter.subject);
  });
});

describe("the files of the demonstration", () => {
  const rows = [
    ["TT", "Đơn vị"],
    [1, 'Sở "Y tế" & <Nội vụ>'],
  ];
  const content = {
    heading: "Sở Y tế",
    number: "1/SYT",
    title: "V/v thử",
    paragraphs: ["Kính gửi: …", "dài ".repeat(2_000)],
    rows,
  };

  it("a PDF has every object where its table says, and more than one page for a long text", () => {
    const pdf = fileNamed("a.pdf", content).bytes.toString("latin1");
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(pdf)?.[1]);
    assert.ok(pdf.startsWith("%PDF-1.4\n") && pdf.startsWith("xref\n", start));
    const offsets = [...pdf.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map((match) => Number(match[1]));
    for (const [index, offset] of offsets.entries()) assert.ok(pdf.startsWith(`${index + 1} 0 obj\n`, offset));
    assert.ok(Number(/\/Count (\d+)/.exec(pdf)?.[1]) > 1);
  });

  for (const [name, part] of [
    ["a.docx", "word/document.xml"],
    ["a.xlsx", "xl/worksheets/sheet1.xml"],
  ] as const) {
    it(`${name} is a ZIP whose ${part} holds the text, escaped`, () => {
      const zip = fileNamed(name, content).bytes;
      const at = zip.indexOf(part);
      assert.equal(zip.readUInt32LE(at - 30), 0x04034b50, "a local header stands before the name");
      const size = zip.readUInt32LE(at - 30 + 18);
      const xml = inflateRawSync(zip.subarray(at + part.length, at + part.length + size)).toString();
      assert.match(xml, /Sở &#34;Y tế&#34; &#38; &#60;Nội vụ&#62;/);
    });
  }

  it("a name without a known ending is refused", () => assert.throws(() => fileNamed("a.exe", content), RangeError));
});

describe("the demonstration province", () => {
  let services: Awaited<ReturnType<typeof openServices>>;
  before(async () => {
    const config = { ...loadConfig({ env: {} }).config, data: ":memory:" };
    services = await openServices(config, { log: createLog("silent") });
  });
  after(() => services.close());

  it("is made once: sixty officials, thirteen unit mailboxes, three hundred letters", async () => {
    const made = await makeDemoProvince(services);
    assert.deepEqual([made.isNew, made.officials, made.letters], [true, 60, 300]);
    const again = await makeDemoProvince(services);
    assert.deepEqual([again.isNew, again.signIn], [false, made.signIn]);
    const [organization] = await services.directory.organizations();
    assert.ok(organization);
    const accounts = await services.directory.accounts(organization.id);
    assert.deepEqual(
      ["personal", "unit"].map((kind) => accounts.filter((one) => one.kind === kind).length),
      [60, 13],
    );
    assert.equal((await services.audit.verify()).brokenAt, null);
  });

  it("lets its main official sign in by name, write as her office, and find what she has read and not read", async () => {
    const { person, handle } = await services.signIn.signIn({
      name: "hoatt",
      password: demoPassword,
      door: "web",
      remoteAddress: "127.0.0.1",
    });
    const sendable = (await services.signIn.sendableAddresses(person)).map((one) => one.address);
    assert.ok(sendable.includes("vanphong.skhcn@binhminh.gov.vn"));
    const folders = new Map((await services.mail.folders(handle)).map((one) => [one.name, one]));
    assert.equal(folders.get("INBOX")?.unread, 12);
    assert.equal(folders.get("Drafts")?.total, 2);
    for (const name of ["Hội nghị", "Chuyển đổi số", "Nhân sự", "Sent", "Archive", "Junk"]) {
      assert.ok((folders.get(name)?.total ?? 0) > 0, name);
    }
    const units = (await services.signIn.openable(person)).filter((one) => one.account.kind === "unit");
    const [inbox] = await services.mail.folders(units[0]?.handle ?? handle);
    assert.ok(inbox && inbox.unread > 0 && inbox.unread < 10, String(inbox?.unread));
  });

  it("gives the namesakes of Nghĩa Lộ different addresses, and postmaster to the operating centre", async () => {
    const nameOf = async (address: string) => (await services.directory.accountByAddress(address))?.name;
    assert.equal(await nameOf("thutt@nghialo.binhminh.gov.vn"), "Trần Thị Thu");
    assert.equal(await nameOf("thutt.ta@nghialo.binhminh.gov.vn"), "Tạ Thị Thu");
    assert.equal(await nameOf("postmaster@binhminh.gov.vn"), "Trung tâm Chuyển đổi số");
  });

  it("keeps the conversations together", async () => {
    const hoa = await services.directory.accountByAddress("hoatt@skhcn.binhminh.gov.vn");
    const handle = await services.signIn.open(hoa?.person as never, hoa?.id as never);
    const found = await services.mail.query(handle, { position: 0, limit: 300 });
    const emails = await services.mail.emails(handle, found.emailNos);
    const threads = Map.groupBy(emails, (email) => email.thread);
    const longest = Math.max(...threads.values().map((list) => list.length));
    assert.ok(longest >= 3, `the longest thread she has is of ${longest} letters`);
  });
});
