import assert from "node:assert/strict";
import net from "node:net";
import { test } from "node:test";
import { parseDialog, runDialog } from "./dialog.ts";

/** Says "ready", answers each line with its length, and closes at "bye". */
async function echoDoor() {
  const server = net.createServer((socket) => {
    let rest = "";
    socket.on("error", () => {});
    socket.write("ready\r\n");
    socket.on("data", (chunk) => {
      const lines = (rest + chunk.toString("latin1")).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) line === "bye" ? socket.end() : socket.write(`${line.length}\r\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  return { host: "127.0.0.1", port, [Symbol.dispose]: () => void server.close() };
}

const head = "# why\nS: ready\n";

const spoken = [
  { why: "a line and its answer", text: "C: NOOP\nS: 4\n" },
  { why: "octets by escape", text: "C: \\x00\\xff\\\\\\t\nS: 4\n" },
  { why: "a repetition at its full length", text: "C: {{ab*300}}\nS: 600\n" },
  { why: "a variable", text: "C: $(who)\nS: 3\n" },
  { why: "a pattern", text: "C: NOOP\nS: /^\\d$/\n" },
  { why: "a line sent in pieces", text: "C*: NO\nC*: OP\\r\\n\nS: 4\n" },
  { why: "the server closing", text: "C: bye\nCLOSE\n" },
];
for (const { why, text } of spoken)
  test(`a dialogue can hold ${why}`, async () => {
    using door = await echoDoor();
    const dialog = parseDialog(head + text, { who: "lan" });
    await runDialog(dialog, door);
    await runDialog(dialog, { ...door, octetByOctet: true });
  });

const failing = [
  { why: "another line than written", text: "C: NOOP\nS: 5\n" },
  { why: "a line that does not match", text: "C: NOOP\nS: /^x/\n" },
  { why: "the server closing too early", text: "C: bye\nS: 3\n" },
  { why: "a line where a close is written", text: "C: NOOP\nCLOSE\n" },
];
for (const { why, text } of failing)
  test(`a dialogue fails at ${why}`, async () => {
    using door = await echoDoor();
    await assert.rejects(runDialog(parseDialog(head + text), door), /said so far/);
  });

test("a dialogue without a reason, or with an unknown line, is refused", () => {
  assert.throws(() => parseDialog("C: NOOP\n"), /why/);
  assert.throws(() => parseDialog("# why\nX: NOOP\n"), /not a dialogue line/);
  assert.throws(() => parseDialog("# why\nC: $(nobody)\n"), /no variable/);
});
