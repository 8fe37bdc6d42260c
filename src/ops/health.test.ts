import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createHealth } from "./health.ts";

const quiet = { warn() {} };

describe("health", () => {
  it("is ready when every part answers", async () => {
    const health = createHealth({ store: async () => {}, disk: async () => {} }, quiet);
    assert.deepEqual(await health.report(), { ready: true, parts: { store: "ok", disk: "ok" } });
  });

  it("is not ready when one part fails, and logs the fault without showing it", async () => {
    const logged: unknown[] = [];
    const broken = async () => {
      throw new Error("secret path /srv/x");
    };
    const health = createHealth(
      { store: async () => {}, disk: broken },
      { warn: (fields: unknown) => logged.push(fields) },
    );
    assert.deepEqual(await health.report(), { ready: false, parts: { store: "ok", disk: "broken" } });
    assert.equal(logged.length, 1);
  });

  it("does not wait for a part that never answers", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const health = createHealth({ store: () => new Promise(() => {}) }, quiet);
    const report = health.report();
    t.mock.timers.tick(2_000);
    assert.deepEqual(await report, { ready: false, parts: { store: "broken" } });
  });

  it("is not ready once the process is stopping", async () => {
    const health = createHealth({ store: async () => {} }, quiet);
    health.stopping();
    assert.deepEqual(await health.report(), { ready: false, parts: { store: "ok" } });
  });
});
