import assert from "node:assert/strict";
import { test } from "node:test";
import type { Folder, FolderRole, Letter } from "../../jmap/types.ts";
import { chipOf, chips, slugOfChip, sourceOf, type Wish } from "./sources.ts";

const folder = (id: string, role: FolderRole | null): Folder => ({
  id,
  name: id,
  role,
  parentId: null,
  sortOrder: 0,
  totalEmails: 0,
  unreadEmails: 0,
  myRights: { mayAddItems: true, mayRemoveItems: true, mayCreateChild: true, mayRename: true, mayDelete: true },
});
const inbox = folder("f1", "inbox");
const trash = folder("f5", "trash");
const folders = [inbox, folder("f4", "junk"), trash, folder("f9", null)];

const letter = (change: Partial<Letter> = {}): Letter => ({
  id: "e1",
  threadId: "t1",
  mailboxIds: { f1: true },
  keywords: {},
  from: null,
  to: null,
  subject: null,
  receivedAt: "2026-11-22T03:00:00Z",
  size: 1,
  preview: "",
  hasAttachment: false,
  urgency: "normal",
  replyBy: null,
  attachmentNotes: [],
  ...change,
});
const wish = (change: Partial<Wish> = {}): Wish => ({
  place: { kind: "folder", folder: inbox },
  chip: "all",
  search: "",
  here: false,
  ...change,
});

test("a folder is asked for alone", () => {
  assert.deepEqual(sourceOf(wish(), folders).filter, { inMailbox: "f1" });
});

test("a chip narrows and says which new letters belong", () => {
  const source = sourceOf(wish({ chip: "unread" }), folders);
  assert.deepEqual(source.filter, { operator: "AND", conditions: [{ inMailbox: "f1" }, { notKeyword: "$seen" }] });
  assert.equal(source.wants?.(letter()), true);
  assert.equal(source.wants?.(letter({ keywords: { $seen: true } })), false);
  assert.equal(source.keeps(letter({ keywords: { $seen: true } })), true);
  assert.equal(source.keeps(letter({ mailboxIds: { f9: true } })), false);
});

test("every chip knows its letters", () => {
  const belongs = {
    all: letter(),
    unread: letter(),
    reply: letter({ replyBy: "2026-11-22T08:00:00Z" }),
    urgent: letter({ urgency: "express" }),
    files: letter({ hasAttachment: true }),
  };
  const other = letter({ keywords: { $seen: true } });
  for (const chip of chips) {
    const source = sourceOf(wish({ chip }), folders);
    assert.equal(source.wants?.(belongs[chip]), true, chip);
    assert.equal(source.wants?.(other), chip === "all", chip);
  }
});

test("a search covers all folders but spam and trash, unless told to stay here", () => {
  const all = { operator: "AND", conditions: [{ inMailboxOtherThan: ["f5", "f4"] }, { text: "bao" }] };
  assert.deepEqual(sourceOf(wish({ search: "bao" }), folders).filter, all);
  const here = { operator: "AND", conditions: [{ inMailbox: "f1" }, { text: "bao" }] };
  assert.deepEqual(sourceOf(wish({ search: "bao", here: true }), folders).filter, here);
});

test("a search from the trash searches the trash", () => {
  const { filter } = sourceOf(wish({ search: "bao", place: { kind: "folder", folder: trash } }), folders);
  assert.deepEqual(filter, { operator: "AND", conditions: [{ inMailbox: "f5" }, { text: "bao" }] });
});

test("a search keeps what exists and wants nothing by itself", () => {
  const source = sourceOf(wish({ search: "bao" }), folders);
  assert.equal(source.wants, null);
  assert.equal(source.keeps(letter()), true);
});

test("starred letters come from every folder but the hidden ones and stay when the star is taken off", () => {
  const source = sourceOf(wish({ place: { kind: "starred" } }), folders);
  assert.equal(source.wants?.(letter({ keywords: { $flagged: true } })), true);
  assert.equal(source.wants?.(letter({ keywords: { $flagged: true }, mailboxIds: { f5: true } })), false);
  assert.equal(source.keeps(letter()), true);
});

test("chips live in the URL by Vietnamese slugs; an unknown slug shows all", () => {
  for (const chip of chips) assert.equal(chipOf(slugOfChip(chip)), chip);
  for (const slug of ["khong-co", "", undefined]) assert.equal(chipOf(slug), "all");
});
