import assert from "node:assert/strict";
import { test } from "node:test";
import { ownFolders, placeOf, slugOf } from "./folders.ts";
import type { Folder, FolderRole } from "./types.ts";

const folder = (
  id: string,
  name: string,
  extra: { role?: FolderRole; parentId?: string; sortOrder?: number } = {},
): Folder => ({
  id,
  name,
  parentId: extra.parentId ?? null,
  role: extra.role ?? null,
  sortOrder: extra.sortOrder ?? 0,
  totalEmails: 0,
  unreadEmails: 0,
  myRights: { mayAddItems: true, mayRemoveItems: true, mayCreateChild: true, mayRename: true, mayDelete: true },
});

const folders = [
  folder("f1", "INBOX", { role: "inbox" }),
  folder("f2", "Sent", { role: "sent" }),
  folder("f7", "Ước tính"),
  folder("f8", "Đề án 06"),
  folder("f9", "Ấn phẩm"),
  folder("f10", "Quý 10", { parentId: "f8" }),
  folder("f11", "Quý 9", { parentId: "f8" }),
  folder("f12", "Dưới hộp thư đến", { parentId: "f1" }),
];

test("a folder with a role has a Vietnamese slug, an own folder its id", () => {
  assert.equal(slugOf(folders[0] as Folder), "den");
  assert.equal(slugOf(folders[3] as Folder), "f8");
  assert.deepEqual(placeOf("den", folders), { kind: "folder", folder: folders[0] });
  assert.deepEqual(placeOf("f8", folders), { kind: "folder", folder: folders[3] });
  assert.deepEqual(placeOf("gan-sao", folders), { kind: "starred" });
  assert.deepEqual(placeOf("cho-gui", folders), { kind: "outbox" });
});

test("an unknown slug is no place", () => {
  for (const slug of ["f99", "nhap", "constructor", "__proto__", ""]) assert.equal(placeOf(slug, folders), null);
});

test("own folders stand in Vietnamese order, children below their parent, numbers as numbers", () => {
  assert.deepEqual(
    ownFolders(folders).map(({ folder: { name }, depth }) => `${depth} ${name}`),
    ["0 Ấn phẩm", "0 Dưới hộp thư đến", "0 Đề án 06", "1 Quý 9", "1 Quý 10", "0 Ước tính"],
  );
});

test("a loop of parents hides its folders instead of hanging", () => {
  const loop = [folder("a", "A", { parentId: "b" }), folder("b", "B", { parentId: "a" })];
  assert.deepEqual(ownFolders(loop), []);
});
