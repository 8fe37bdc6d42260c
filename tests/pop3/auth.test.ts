import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { limits } from "#base/limits.ts";
import { Letters, name, password } from "#pop3/maildrop.test-support.ts";
import { openDoor } from "./door.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const right = base64(`\0${name}\0${password}`);

async function exchange(...lines: string[]): Promise<(string | null)[]> {
  await using door = await openDoor(new Letters(["Subject: one\r\n\r\n"]));
  const client = await door.connect();
  const replies = [];
  for (const line of lines) replies.push(await client.command(line));
  client.destroy();
  return replies;
}

describe("AUTH", () => {
  it("PLAIN takes an initial response", async () => {
    assert.deepEqual(await exchange(`AUTH PLAIN ${right}`, "STAT"), ["+OK 1 letters", "+OK 1 16"]);
  });

  it("PLAIN asks for the response when none came", async () => {
    assert.deepEqual(await exchange("auth plain", right, "STAT"), ["+ ", "+OK 1 letters", "+OK 1 16"]);
  });

  it("LOGIN asks for name and password", async () => {
    const replies = await exchange("AUTH LOGIN", base64(name), base64(password));
    assert.deepEqual(replies, ["+ VXNlcm5hbWU6", "+ UGFzc3dvcmQ6", "+OK 1 letters"]);
  });

  const refused = [
    { lines: [`AUTH PLAIN ${base64(`\0${name}\0wrong`)}`], why: "a wrong password", code: "[AUTH] " },
    { lines: [`AUTH PLAIN ${base64("\0nobody@sonoivu.gov.vn\0x")}`], why: "an unknown name", code: "[AUTH] " },
    { lines: [`AUTH PLAIN ${base64("\0locked@sonoivu.gov.vn\0x")}`], why: "a locked name", code: "[SYS/TEMP] " },
    { lines: ["AUTH"], why: "no mechanism", code: "" },
    { lines: ["AUTH CRAM-MD5"], why: "a mechanism not offered", code: "" },
    { lines: ["AUTH PLAIN a b"], why: "too many words", code: "" },
    { lines: ["AUTH PLAIN !!!!"], why: "no base64", code: "" },
    { lines: ["AUTH PLAIN ="], why: "an empty initial response", code: "" },
    { lines: [`AUTH PLAIN ${base64(`other\0${name}\0${password}`)}`], why: "as someone else", code: "" },
    { lines: ["AUTH PLAIN", "*"], why: "cancelled", code: "" },
    { lines: ["AUTH PLAIN", ""], why: "an empty response", code: "" },
    { lines: ["AUTH PLAIN", "\u00e9"], why: "an 8-bit response", code: "" },
    { lines: ["AUTH PLAIN", "QUIT"], why: "a command in place of the response", code: "" },
  ];
  for (const { lines, why, code } of refused)
    it(`refuses ${why} and stays before sign-in`, async () => {
      const replies = await exchange(...lines, "STAT", `AUTH PLAIN ${right}`);
      const [answer, stat, again] = replies.slice(lines.length - 1);
      assert.ok(answer?.startsWith(`-ERR ${code}`) && answer.includes("[") === (code !== ""), answer ?? "closed");
      assert.deepEqual([stat, again], ["-ERR sign in first", "+OK 1 letters"]);
    });

  it("A08 takes a response line up to its own limit, and no longer one", async () => {
    const most = limits.saslResponseBytes - 2;
    const [, atLimit, , tooLong] = await exchange("AUTH PLAIN", "A".repeat(most), "AUTH PLAIN", "A".repeat(most + 1));
    assert.equal(atLimit, "-ERR The request is not valid.");
    assert.equal(tooLong, "-ERR line too long");
  });

  it("an exchange that failed leaves the command line limit as it was", async () => {
    const [, , answer] = await exchange("AUTH PLAIN", "*", "x".repeat(limits.pop3LineBytes));
    assert.equal(answer, "-ERR line too long");
  });

  it("a second sign-in is refused", async () => {
    const [, answer] = await exchange(`AUTH PLAIN ${right}`, `AUTH PLAIN ${right}`);
    assert.equal(answer, "-ERR you are signed in already");
  });
});
