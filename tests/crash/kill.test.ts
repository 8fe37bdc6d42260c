// E01, the promise of every answer: kill -9 at any moment under load loses no answered letter. The harness itself is
// held to account by a build that answers before its commit: that one must lose.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { compare, kill, type LedgerResult, prepare, type Sent, sendUntilDeath, startChild } from "./ledger.ts";

async function rounds(count: number, ...options: string[]): Promise<LedgerResult> {
  const data = mkdtempSync(path.join(tmpdir(), "congvu-crash-"));
  const ledger: Sent[] = [];
  try {
    await prepare(data);
    for (let round = 0; round < count; round++) {
      const child = await startChild(data, undefined, ...options);
      const load = sendUntilDeath(child.ports.smtp ?? 0, ledger, 12);
      await wait(50 + Math.random() * 700); // the moment of death is the test's input
      await kill(child);
      await load;
    }
    return await compare(data, ledger);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

test("E01 thirty kills under load lose no answered letter, tear none and explain every copy", async (t) => {
  const result = await rounds(30);
  t.diagnostic(`${result.acked} letters answered`);
  assert.ok(result.acked > 300, "the load was real");
  assert.deepEqual(result.lost, []);
  assert.deepEqual(result.unexplained, []);
});

test("E01 negative control: a build that answers before its commit loses letters here", async () => {
  const result = await rounds(6, "--answer-early");
  assert.ok(result.lost.length > 0);
});
