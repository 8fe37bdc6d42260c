// Bodies too large for the database, one file each under <data>/bodies/ab/cd/<hash>. Immutable and named by content.
// Order of durability (reliability rule 2): write a temporary file, fsync it, rename, fsync the folder; only then may a
// row point at it. A crash in between leaves a file without a row, which the sweep removes after a day.
import { mkdirSync } from "node:fs";
import { mkdir, open, readFile, rename, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { randomId } from "#base/ids.ts";

export interface BodyFiles {
  /** Durable when it resolves. Writing the same content twice is harmless. */
  write(organization: number, hash: Uint8Array, stored: Buffer): Promise<void>;
  read(organization: number, hash: Uint8Array): Promise<Buffer>;
  remove(organization: number, hash: Uint8Array): Promise<void>;
}

/** Files under `folder`, which is made if missing. */
export function bodyFiles(folder: string): BodyFiles {
  mkdirSync(folder, { recursive: true, mode: 0o700 });

  const place = (organization: number, hash: Uint8Array) => {
    const hex = Buffer.from(hash).toString("hex");
    const parent = path.join(folder, String(organization), hex.slice(0, 2), hex.slice(2, 4));
    return { parent, file: path.join(parent, hex) };
  };

  return {
    async write(organization, hash, stored) {
      const { parent, file } = place(organization, hash);
      if (await exists(file)) return syncFolder(parent); // another writer may have renamed it and not yet synced
      await makeDurableFolder(folder, parent);
      const temporary = path.join(parent, `.${randomId(60)}`);
      await writeDurable(temporary, stored);
      await rename(temporary, file);
      await syncFolder(parent);
    },
    read: (organization, hash) => readFile(place(organization, hash).file),
    remove: (organization, hash) => unlink(place(organization, hash).file),
  };
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

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

/** A new folder is only durable once its own parent was synced, all the way up to `top`. */
async function makeDurableFolder(top: string, folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let at = folder; at.length >= path.dirname(first).length && at.startsWith(top); at = path.dirname(at)) {
    await syncFolder(at);
  }
  await syncFolder(path.dirname(first));
}
