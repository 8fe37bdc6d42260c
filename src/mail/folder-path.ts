// Folder names as paths of levels: what a name may hold, and finding a path among an account's folders.
import { CongvuError } from "#base/errors.ts";
import { limits } from "#base/limits.ts";
import type { Folder, FolderId } from "./ports.ts";

/** C0, C1 and DEL; "/" separates levels; "%" and "*" are wildcards of LIST (RFC 9051 §5.1). */
const forbidden = /[\u0000-\u001f\u007f-\u009f/%*\u2028\u2029]/;

/** NFC names, checked; throws `invalid` or `limit-exceeded`. "inbox" at the root is "INBOX" (RFC 9051 §5.1). */
export function checkedPath(path: readonly string[]): string[] {
  if (path.length === 0) throw new CongvuError("invalid", "empty folder name");
  if (path.length > limits.folderDepth) throw new CongvuError("limit-exceeded", "folder depth");
  return path.map((level, depth) => {
    const name = level.normalize("NFC");
    if (name.trim() === "" || forbidden.test(name) || !name.isWellFormed()) {
      throw new CongvuError("invalid", "folder name");
    }
    if (Buffer.byteLength(name) > limits.folderNameBytes) throw new CongvuError("limit-exceeded", "folder name");
    return depth === 0 && name.toUpperCase() === "INBOX" ? "INBOX" : name;
  });
}

/** The folder at `path`, or null. */
export function findFolder(folders: readonly Folder[], path: readonly string[]): Folder | null {
  let parent: FolderId | null = null;
  let found: Folder | null = null;
  for (const name of path) {
    found = folders.find((folder) => folder.parent === parent && folder.name === name) ?? null;
    if (!found) return null;
    parent = found.id;
  }
  return found;
}
