import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createMetrics } from "./metrics.ts";

const sources = {
  connections: () =>
    [
      ["smtp", 3],
      ["imaps", 0],
    ] as const,
  commits: () => ({ batches: 7, units: 40, lastBatchMs: 2.5 }),
};

function figure(text: string, series: string): number {
  const line = text.split("\n").find((one) => one.startsWith(`${series} `));
  assert.ok(line, `${series} is missing`);
  return Number(line.slice(series.length + 1));
}

describe("the metrics", () => {
  it("count what happened by door and result", async () => {
    const metrics = createMetrics(sources);
    metrics.letterAccepted("smtp", 3);
    metrics.letterAccepted("smtp", 200);
    metrics.letterAccepted("jmap", 1);
    metrics.signIn("imap", "failed");
    const text = await metrics.scrape();
    metrics.close();
    assert.equal(figure(text, 'congvu_letters_accepted_total{door="smtp"}'), 2);
    assert.equal(figure(text, 'congvu_copies_delivered_total{door="smtp"}'), 203);
    assert.equal(figure(text, 'congvu_copies_delivered_total{door="jmap"}'), 1);
    assert.equal(figure(text, 'congvu_sign_ins_total{door="imap",result="failed"}'), 1);
  });

  it("read at each scrape what is so, totals not added twice", async () => {
    const metrics = createMetrics(sources);
    await metrics.scrape();
    const text = await metrics.scrape();
    metrics.close();
    assert.equal(figure(text, 'congvu_connections{listener="smtp"}'), 3);
    assert.equal(figure(text, 'congvu_connections{listener="imaps"}'), 0);
    assert.equal(figure(text, "congvu_commit_batches_total"), 7);
    assert.equal(figure(text, "congvu_commit_units_total"), 40);
    assert.equal(figure(text, "congvu_commit_last_batch_seconds"), 0.0025);
    assert.ok(figure(text, "process_resident_memory_bytes") > 1e7);
    assert.ok(figure(text, "process_cpu_seconds_total") > 0);
  });

  it("tell how late the event loop was since the last scrape, without the measuring timer's own period", async () => {
    const metrics = createMetrics(sources);
    const ticks = (count: number) =>
      new Promise<void>((resolve) => {
        let left = count;
        const timer = setInterval(() => --left || resolve(clearInterval(timer)), 10);
      });
    await ticks(5);
    const until = performance.now() + 120;
    while (performance.now() < until);
    await ticks(3);
    const late = figure(await metrics.scrape(), "congvu_event_loop_delay_p99_seconds");
    assert.ok(late >= 0.1 && late < 2, `a stall of 120 ms shows as ${late} s`);
    const none = figure(await metrics.scrape(), "congvu_event_loop_delay_p99_seconds");
    assert.ok(none < 0.1, `after the reset ${none} s`);
    metrics.close();
  });
});
