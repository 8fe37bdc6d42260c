// E03: power loss on a real file system. A loop-mounted ext4 is shut down without flushing while letters pour in; after
// the remount every answered letter is there. The harness is held to account by a build with synchronous=NORMAL, which
// must lose. Needs root, loop devices and a C compiler.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { compare, kill, type LedgerResult, prepare, type Sent, sendUntilDeath, startChild } from "../crash/ledger.ts";

const root = path.resolve(import.meta.dirname, "..", "..");

const lacks = (): string | false => {
  if (process.getuid?.() !== 0) return "needs root to mount a loop device";
  const probe = spawnSync("losetup", ["-f"], { encoding: "utf8" });
  return probe.status === 0 ? false : "needs loop devices";
};

class Disk {
  readonly folder = mkdtempSync(path.join(tmpdir(), "congvu-power-"));
  readonly mount = path.join(this.folder, "mnt");
  readonly #image = path.join(this.folder, "disk.img");
  readonly #cutter = path.join(this.folder, "power-cut");

  constructor() {
    mkdirSync(this.mount);
    execFileSync("truncate", ["-s", "1500M", this.#image]);
    execFileSync("mkfs.ext4", ["-q", "-F", this.#image]);
    execFileSync("gcc", ["-O1", "-o", this.#cutter, path.join(root, "tests", "crash", "power-cut.c")]);
    this.on();
  }

  on(): void {
    execFileSync("mount", ["-o", "loop,commit=300", this.#image, this.mount]);
  }

  cut(): void {
    execFileSync(this.#cutter, [this.mount]);
  }

  off(): void {
    execFileSync("umount", [this.mount]);
  }

  remove(): void {
    spawnSync("umount", [this.mount]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function rounds(count: number, project: string): Promise<LedgerResult> {
  const disk = new Disk();
  const data = path.join(disk.mount, "data");
  const ledger: Sent[] = [];
  try {
    await prepare(data);
    for (let round = 0; round < count; round++) {
      const child = await startChild(data, project);
      const load = sendUntilDeath(child.ports.smtp ?? 0, ledger, 12);
      await wait(100 + Math.random() * 500); // the moment of the cut is the test's input
      disk.cut();
      await wait(20); // answers already on their way still count
      await kill(child);
      await load;
      disk.off();
      disk.on();
    }
    return await compare(data, ledger);
  } finally {
    disk.remove();
  }
}

/** The project as it is, but for one setting of the database. */
function carelessBuild(): string {
  const copy = mkdtempSync(path.join(tmpdir(), "congvu-careless-"));
  for (const name of ["src", "tests", "package.json"])
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
  const file = path.join(copy, "src", "storage", "sqlite", "open.ts");
  const text = readFileSync(file, "utf8");
  assert.ok(text.includes("synchronous=FULL"), "the setting is where this test looks for it");
  writeFileSync(file, text.replace("synchronous=FULL", "synchronous=NORMAL"));
  return copy;
}

test("E03 twelve power cuts on ext4 lose no answered letter", { skip: lacks() }, async (t) => {
  const result = await rounds(12, root);
  t.diagnostic(`${result.acked} letters answered`);
  assert.ok(result.acked > 100, "the load was real");
  assert.deepEqual(result.lost, []);
  assert.deepEqual(result.unexplained, []);
});

test("E03 negative control: synchronous=NORMAL loses answered letters here", { skip: lacks() }, async () => {
  const copy = carelessBuild();
  try {
    const result = await rounds(6, copy);
    assert.ok(result.lost.length > 0);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
