import assert from "node:assert/strict";
import { test } from "node:test";
import { LetterList, type ListSource, type Page } from "./letter-list.ts";
import type { Letter } from "./types.ts";

/** A folder on the server: newest first. */
class Folder {
  letters: Letter[] = [];
  asked: string[] = [];
  /** Answers wait here until the test lets them go. */
  held: (() => void)[] | null = null;

  readonly fetchPage = async (_source: ListSource, position: number, limit: number): Promise<Page> => {
    this.asked.push(`${position}+${limit}`);
    const page = {
      ids: this.letters.slice(position, position + limit).map(({ id }) => id),
      total: this.letters.length,
    };
    if (this.held) await new Promise<void>((resolve) => this.held?.push(resolve));
    return page;
  };
}

const letter = (n: number, folder = "inbox", seen = false): Letter => ({
  id: `e${n}`,
  threadId: "t1",
  mailboxIds: { [folder]: true },
  keywords: seen ? { $seen: true } : {},
  from: null,
  to: null,
  subject: null,
  receivedAt: new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString(),
  size: 1,
  preview: "",
  hasAttachment: false,
  urgency: "normal",
  replyBy: null,
  attachmentNotes: [],
});

const inbox: ListSource = {
  key: "inbox",
  filter: {},
  wants: (l) => l.mailboxIds.inbox === true,
  keeps: (l) => l.mailboxIds.inbox === true,
};

function open(count: number, source = inbox): { folder: Folder; list: LetterList } {
  const folder = new Folder();
  folder.letters = Array.from({ length: count }, (_, i) => letter(count - i));
  const list = new LetterList(source, folder.fetchPage);
  list.newestReceivedAt = (id) => folder.letters.find((l) => l.id === id)?.receivedAt;
  return { folder, list };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function arrive(folder: Folder, list: LetterList, arrived: Letter): void {
  folder.letters.unshift(arrived);
  list.changed(arrived);
}

test("only the pages under the eye are asked for, each once", async () => {
  const { folder, list } = open(100_000);
  list.ensure(0, 12);
  list.ensure(0, 14);
  await settled();
  assert.deepEqual(folder.asked, ["0+50"]);
  assert.equal(list.view().total, 100_000);
  list.ensure(99_980, 99_999);
  await settled();
  assert.deepEqual(folder.asked, ["0+50", "99950+50"]);
  assert.equal(list.idAt(99_999), "e1");
  assert.equal(list.idAt(500), undefined);
});

test("a window across two pages brings both", async () => {
  const { folder, list } = open(200);
  list.ensure(0, 10);
  await settled();
  list.ensure(45, 60);
  await settled();
  assert.deepEqual(folder.asked, ["0+50", "50+50"]);
  assert.equal(list.idAt(60), "e140");
});

test("an empty folder is asked once and known to be empty", async () => {
  const { folder, list } = open(0);
  list.ensure(0, 10);
  await settled();
  list.ensure(0, 10);
  assert.deepEqual(folder.asked, ["0+50"]);
  assert.equal(list.view().total, 0);
});

test("a new letter appears at once while the list is at its top", async () => {
  const { folder, list } = open(3);
  list.ensure(0, 10);
  await settled();
  arrive(folder, list, letter(4));
  assert.equal(list.idAt(0), "e4");
  assert.equal(list.view().total, 4);
  assert.equal(list.view().waiting, 0);
});

test("a first letter appears in an empty folder", async () => {
  const { folder, list } = open(0);
  list.ensure(0, 10);
  await settled();
  arrive(folder, list, letter(1));
  assert.equal(list.idAt(0), "e1");
});

test("new letters wait while the reader is further down, and no row moves", async () => {
  const { folder, list } = open(120);
  list.ensure(0, 60);
  await settled();
  list.setAtTop(false);
  arrive(folder, list, letter(121));
  arrive(folder, list, letter(122));
  assert.equal(list.idAt(0), "e120");
  assert.equal(list.view().waiting, 2);
  list.ensure(100, 119);
  await settled();
  assert.equal(list.idAt(100), "e20", "a page brought now is shifted by what waits");
  assert.equal(list.view().total, 120);
  list.showNew();
  assert.deepEqual([list.idAt(0), list.idAt(1), list.idAt(2)], ["e122", "e121", "e120"]);
  assert.equal(list.view().total, 122);
});

test("scrolling back to the top lets waiting letters in", async () => {
  const { folder, list } = open(3);
  list.ensure(0, 10);
  await settled();
  list.setAtTop(false);
  arrive(folder, list, letter(4));
  list.setAtTop(true);
  assert.equal(list.idAt(0), "e4");
});

test("a letter moved away leaves, the next takes its row and holes are filled", async () => {
  const { folder, list } = open(60);
  list.ensure(0, 49);
  await settled();
  folder.letters = folder.letters.filter(({ id }) => id !== "e60");
  list.changed(letter(60, "archive"));
  assert.equal(list.idAt(0), "e59");
  assert.equal(list.view().total, 59);
  await settled();
  assert.equal(list.idAt(49), "e10");
});

test("a destroyed letter leaves, also while it waits", async () => {
  const { folder, list } = open(5);
  list.ensure(0, 10);
  await settled();
  list.setAtTop(false);
  arrive(folder, list, letter(6));
  list.gone("e6");
  list.gone("e3");
  list.gone("e999");
  assert.equal(list.view().waiting, 0);
  assert.deepEqual(list.loadedIds(), ["e5", "e4", "e2", "e1"]);
});

test("a letter read inside the filter «unread» stays where it is", async () => {
  const unread = { ...inbox, wants: (l: Letter) => inbox.keeps(l) && !l.keywords.$seen };
  const { list } = open(3, unread);
  list.ensure(0, 10);
  await settled();
  list.changed(letter(2, "inbox", true));
  assert.equal(list.indexOf("e2"), 1);
});

test("an old letter moved in has a place only the server knows: the list asks again", async () => {
  const { folder, list } = open(3);
  list.ensure(0, 10);
  await settled();
  folder.letters.push(letter(-5));
  list.changed(letter(-5));
  await settled();
  assert.deepEqual(folder.asked, ["0+50", "0+50"]);
  assert.equal(list.idAt(3), "e-5");
});

test("an answer to a question asked before rows moved is thrown away and asked again", async () => {
  const { folder, list } = open(120);
  list.ensure(0, 49);
  await settled();
  folder.held = [];
  list.ensure(50, 99);
  folder.letters = folder.letters.filter(({ id }) => id !== "e120");
  list.changed(letter(120, "trash"));
  const release = folder.held;
  folder.held = null;
  for (const go of release) go();
  await settled();
  assert.equal(list.idAt(50), "e69");
});

test("search results never grow by themselves, but lose what is destroyed", async () => {
  const { folder, list } = open(3, { ...inbox, wants: null });
  list.ensure(0, 10);
  await settled();
  arrive(folder, list, letter(4));
  assert.equal(list.view().total, 3);
  list.gone("e1");
  assert.equal(list.view().total, 2);
});

test("a failed page is told, and a later success clears it", async () => {
  let broken = true;
  const list = new LetterList(inbox, async () => {
    if (broken) throw new Error("no network");
    return { ids: ["e1"], total: 1 };
  });
  list.ensure(0, 10);
  await settled();
  assert.equal(list.view().failed, true);
  broken = false;
  await list.refresh();
  assert.equal(list.view().failed, false);
  assert.equal(list.idAt(0), "e1");
});
