// Bodies too large for the database, one file each: <data>/bodies/<organization>/ab/cd/<hash>-<own part>. A file is
// written once, belongs to one body row and is never shared, so that removing it can harm no other letter.
// Order of durability (reliability rule 2): write a temporary file, fsync it, rename, fsync the folder; only then may a
// row point at it. A crash in between leaves a file without a row, which the sweep removes after a day.
import { mkdirSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { randomId } from "#base/ids.ts";

export interface BodyFiles {
  /** Name of the new file, durable when it resolves. */
  write(organization: number, hash: Uint8Array, stored: Buffer): Promise<string>;
  read(name: string): Promise<Buffer>;
  remove(name: string): Promise<void>;
  /** Removes files older than `olderThanMs` (a time) that `isHeld` does not know; how many. */
  sweep(olderThanMs: number, isHeld: (name: string) => boolean): Promise<number>;
}

/** Files under `folder`, which is made if missing. */
export function bodyFiles(folder: string): BodyFiles {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    async write(organization, hash, stored) {
      const hex = Buffer.from(hash).toString("hex");
      const name = path.join(String(organization), hex.slice(0, 2), hex.slice(2, 4), `${hex}-${randomId(40)}`);
      const file = path.join(folder, name);
      const parent = path.dirname(file);
      await makeDurableFolder(folder, parent);
      const temporary = path.join(parent, `.${path.basename(file)}`);
      await writeDurable(temporary, stored);
      await rename(temporary, file);
      await syncFolder(parent);
      return name;
    },
    read: (name) => readFile(path.join(folder, name)),
    remove: (name) => unlink(path.join(folder, name)),
    async sweep(olderThanMs, isHeld) {
      let removed = 0;
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const file = path.join(entry.parentPath, entry.name);
        if ((await stat(file)).mtimeMs >= olderThanMs || isHeld(path.relative(folder, file))) continue;
        await unlink(file);
        removed++;
      }
      return removed;
    },
  };
}

async function writeDurable(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } catch (error) {
    await unlink(file).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A new folder is only durable once its own parent was synced, up to the first one that was there before. */
async function makeDurableFolder(top: string, folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let at = folder; at.startsWith(top); at = path.dirname(at)) {
    await syncFolder(path.dirname(at));
    if (at === first) return;
  }
}
