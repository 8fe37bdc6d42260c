import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { CongvuError } from "#base/errors.ts";
import { createLog } from "#base/log.ts";
import { type ControlHandler, callControl, startControl } from "./control.ts";
import { lockDataFolder } from "./data-lock.ts";

const root = mkdtempSync(path.join(os.tmpdir(), "congvu-control-"));
after(() => rmSync(root, { recursive: true }));
let folderNo = 0;
function fresh(name = String(++folderNo)): string {
  const folder = path.join(root, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
const log = createLog("silent");
const echo: ControlHandler = async (command, request) => ({ command, request });

describe("the control socket", () => {
  it("carries a command to the server and its answer back", async () => {
    const folder = fresh();
    const server = await startControl(folder, echo, log);
    const request = { name: "Trần Thị Hoa", rows: Array.from({ length: 20_000 }, (_, i) => i) };
    assert.deepEqual(await callControl(folder, "account create", request), {
      result: { command: "account create", request },
    });
    await server.close();
  });

  it("is open to its owner only", async () => {
    const folder = fresh();
    const server = await startControl(folder, echo, log);
    assert.equal(statSync(path.join(folder, "control.sock")).mode & 0o777, 0o600);
    await server.close();
  });

  it("works in a folder whose path is longer than a socket's address", async () => {
    const folder = fresh("x".repeat(150));
    const server = await startControl(folder, echo, log);
    assert.ok(await callControl(folder, "verify", null));
    await server.close();
    assert.equal(await callControl(folder, "verify", null), null);
  });

  it("is null when no server is there, also after one died and left its socket", async () => {
    const folder = fresh();
    assert.equal(await callControl(folder, "verify", null), null);
    assert.equal(await callControl(path.join(folder, "none"), "verify", null), null);
    writeFileSync(path.join(folder, "control.sock"), "");
    assert.equal(await callControl(folder, "verify", null), null);
    const server = await startControl(folder, echo, log);
    assert.ok(await callControl(folder, "verify", null));
    await server.close();
  });

  it("hands a refusal over with its code and detail, a fault without its text", async () => {
    const folder = fresh();
    const failing: ControlHandler = async (command) => {
      if (command === "refuse") throw new CongvuError("already-exists", "hoatt@x.vn");
      throw new Error("secret");
    };
    const server = await startControl(folder, failing, log);
    await assert.rejects(callControl(folder, "refuse", {}), { code: "already-exists", detail: "hoatt@x.vn" });
    await assert.rejects(callControl(folder, "break", {}), { code: "server-fault", detail: undefined });
    await server.close();
  });

  const malformed = ["", "{}", "null", '{"command":1}', "[", "\u0000", "GET / HTTP/1.1"];
  it("answers what is no request with invalid and goes on serving", async () => {
    const folder = fresh();
    const server = await startControl(folder, echo, log);
    for (const line of malformed) {
      const socket = net.connect(path.join(folder, "control.sock"));
      socket.write(`${line}\n`);
      const [answer] = await once(socket, "data");
      assert.deepEqual(
        JSON.parse(String(answer)),
        { ok: false, code: "invalid", detail: "not a control request" },
        line,
      );
      socket.destroy();
    }
    const silent = net.connect(path.join(folder, "control.sock"));
    await once(silent, "connect");
    silent.destroy();
    assert.ok(await callControl(folder, "verify", null));
    await server.close();
  });
});

describe("the lock of a data folder", () => {
  it("belongs to one process, names it to the next one, and is free again when given up", () => {
    const folder = fresh();
    const lock = lockDataFolder(folder);
    assert.throws(() => lockDataFolder(folder), {
      name: "FolderInUse",
      message: new RegExp(`process ${process.pid}$`),
    });
    lock[Symbol.dispose]();
    lockDataFolder(folder)[Symbol.dispose]();
  });

  it("falls with a process that is killed", () => {
    const folder = fresh();
    const program = `import { lockDataFolder } from ${JSON.stringify(import.meta.resolve("./data-lock.ts"))};
      lockDataFolder(${JSON.stringify(folder)}); process.kill(process.pid, "SIGKILL");`;
    const child = spawnSync(process.execPath, ["--input-type=module", "-e", program], { cwd: import.meta.dirname });
    assert.equal(child.signal, "SIGKILL", String(child.stderr));
    lockDataFolder(folder)[Symbol.dispose]();
  });

  it("makes a missing folder that others cannot read", () => {
    const folder = path.join(fresh(), "data");
    using lock = lockDataFolder(folder);
    assert.equal(statSync(lock.folder).mode & 0o777, 0o700);
    assert.equal(statSync(path.join(folder, "lock")).mode & 0o777, 0o600);
  });
});
