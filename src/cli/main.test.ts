import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { text as readAll } from "node:stream/consumers";
import { after, before, describe, it } from "node:test";

const root = mkdtempSync(path.join(os.tmpdir(), "congvu-cli-"));
after(() => rmSync(root, { recursive: true, force: true }));

const doors = ["SMTP", "SUBMISSION", "SUBMISSIONS", "IMAP", "IMAPS", "POP3", "POP3S", "HTTP", "HTTPS"];
const freePorts = Object.fromEntries(doors.map((door) => [`CONGVU_LISTEN_${door}`, "127.0.0.1:0"]));

function start(args: readonly string[]) {
  const entry = path.join(import.meta.dirname, "main.ts");
  const env = { PATH: process.env.PATH ?? "", NODE_COMPILE_CACHE: path.join(root, "cache"), ...freePorts };
  return spawn(process.execPath, [entry, ...args], { env, stdio: ["pipe", "pipe", "pipe"] });
}

/** Runs a command to its end. */
async function congvu(args: readonly string[], input = "") {
  const child = start(args);
  child.stdin.end(input);
  const [out, err, code] = await Promise.all([
    readAll(child.stdout),
    readAll(child.stderr),
    new Promise<number | null>((resolve) => child.on("exit", resolve)),
  ]);
  return { out, err, code };
}

function csv(name: string, text: string): string {
  const file = path.join(root, name);
  writeFileSync(file, text);
  return file;
}

const proposal = ["address", "propose", "--regulation", "binh-thuan-bdt-2012", "--name"];

describe("the command line", () => {
  const table: { args: string[]; code: number; says: RegExp; why: string }[] = [
    { args: [], code: 2, says: /organization create/, why: "nothing: the help, as wrong use" },
    { args: ["--help"], code: 0, says: /Exit codes: 0 done/, why: "the help" },
    {
      args: ["account", "create", "--help"],
      code: 0,
      says: /congvu account create \[ADDRESS\]/,
      why: "help of a command",
    },
    { args: ["fly"], code: 2, says: /unknown command "fly"/, why: "an unknown command" },
    { args: ["account"], code: 2, says: /goes with: create, import, password, list/, why: "half a command" },
    { args: ["--fly"], code: 2, says: /unknown option "--fly"/, why: "an unknown option in front" },
    { args: ["config", "--fly"], code: 2, says: /Unknown option '--fly'/, why: "an unknown option" },
    { args: ["config", "more"], code: 2, says: /unexpected "more"/, why: "a word too many" },
    { args: ["account", "password"], code: 2, says: /ADDRESS is missing/, why: "a word too few" },
    { args: ["organization", "create", "--name", "X"], code: 2, says: /--domain is missing/, why: "an option too few" },
    {
      args: ["address", "propose", "--regulation", "x", "--name", "An"],
      code: 2,
      says: /unknown regulation "x"/,
      why: "an unknown regulation",
    },
    { args: [...proposal, "李"], code: 1, says: /no letters in name/, why: "a name the rule cannot take" },
    {
      args: [...proposal, "An", "--extension", "toolong"],
      code: 1,
      says: /BT-2012-II\.2-4/,
      why: "a wish the text forbids",
    },
    { args: [...proposal, "An", "--born", "1.1.1990"], code: 2, says: /YYYY-MM-DD/, why: "a date that is none" },
    {
      args: ["account", "list", "--data", path.join(root, "none")],
      code: 1,
      says: /holds no data yet/,
      why: "a folder without data",
    },
    {
      args: ["config", "--config", path.join(root, "none.toml")],
      code: 1,
      says: /cannot be read/,
      why: "no such file",
    },
  ];
  for (const { args, code, says, why } of table) {
    it(`congvu ${args.join(" ").replaceAll(root, "")} ends with ${code}: ${why}`, async () => {
      const done = await congvu(args);
      assert.equal(done.code, code, done.err);
      assert.match(code === 0 ? done.out : done.err, says);
      if (code !== 0) assert.equal(done.out, "", "complaints go to standard error");
    });
  }

  it("address propose --json answers the candidates in order with article and state, and nothing else", async () => {
    const { out, code } = await congvu([...proposal, "Tạ Thị Thu", "--taken", "thutt", "--json"]);
    assert.equal(code, 0);
    const at = "@bdt.binhthuan.gov.vn";
    assert.deepEqual(JSON.parse(out), {
      candidates: [
        { address: `thutt${at}`, cite: "BT-2012-II.2", taken: true },
        { address: `thutt.ta${at}`, cite: "BT-2012-II.2-4", taken: false },
        { address: `thutt.thi${at}`, cite: "BT-2012-II.2-4", taken: false },
        { address: `thutt.tathi${at}`, cite: "BT-2012-II.2-4", taken: false },
      ],
    });
  });

  it("regulations list --json and config --json answer in JSON", async () => {
    const [regulations, config] = await Promise.all([
      congvu(["regulations", "list", "--json"]),
      congvu(["config", "--json"]),
    ]);
    assert.deepEqual(
      JSON.parse(regulations.out).regulations.map((one: { id: string; follows: string[] }) => [one.id, one.follows]),
      [["binh-thuan-bdt-2012", ["naming"]]],
    );
    const smtp = JSON.parse(config.out).settings.find((one: { name: string }) => one.name === "listen.smtp");
    assert.deepEqual(smtp, {
      name: "listen.smtp",
      env: "CONGVU_LISTEN_SMTP",
      value: "127.0.0.1:0",
      from: "environment",
    });
  });
});

describe("commands on a stopped data folder", () => {
  const data = ["--data", path.join(root, "stopped")];
  const users = "address,name,password,kind,agency,quota_mb\n";

  before(async () => {
    const made = await congvu([
      "organization",
      "create",
      "--name",
      "Tỉnh Bình Minh",
      "--domain",
      "binhminh.gov.vn",
      "--regulation",
      "binh-thuan-bdt-2012",
      ...data,
    ]);
    assert.equal(made.code, 0, made.err);
  });

  it("agency import takes children before their parents, and says what was there already", async () => {
    const file = csv(
      "agencies.csv",
      "name,kind,code,parent\nPhòng Hành chính,division,phc,skhcn\nSở Khoa học và Công nghệ,department,,\n",
    );
    const first = JSON.parse((await congvu(["agency", "import", file, "--json", ...data])).out);
    assert.deepEqual([first.created, first.existed, first.refused], [2, 0, 0]);
    const second = JSON.parse((await congvu(["agency", "import", file, "--json", ...data])).out);
    assert.deepEqual([second.created, second.existed, second.refused], [0, 2, 0]);
  });

  it("account import reports every row: made, there already, refused with its reason", async () => {
    const rows = [
      "an@binhminh.gov.vn,Võ Thị Thu An,mat-khau-cua-an,,,100",
      "vanphong@binhminh.gov.vn,Văn phòng,,unit,,",
      "an@binhminh.gov.vn,Người khác,x,,,",
      "kho@elsewhere.vn,Kho,x,,,",
      "binh@binhminh.gov.vn,Bình,x,robot,,",
      "chi@binhminh.gov.vn,Chi,x,,,nhiều",
      "dung@binhminh.gov.vn,Dung,x,,nosuch,",
      `em@binhminh.gov.vn,Em,${"x".repeat(1025)},,,`,
      "giang@binhminh.gov.vn,Giang,,,,",
    ];
    const done = await congvu(["account", "import", csv("users.csv", users + rows.join("\n")), "--json", ...data]);
    assert.equal(done.code, 1);
    const report = JSON.parse(done.out);
    assert.deepEqual([report.created, report.existed, report.refused], [3, 1, 5]);
    assert.deepEqual(
      report.rows.map((one: { line: number; outcome: string; flags?: string[] }) => [
        one.line,
        one.outcome,
        ...(one.flags ?? []),
      ]),
      [
        [2, "created"],
        [3, "created"],
        [4, "exists"],
        [5, "refused"],
        [6, "refused"],
        [7, "refused"],
        [8, "refused"],
        [9, "refused"],
        [10, "created", "no-password"],
      ],
    );
    assert.ok(!done.out.includes("mat-khau-cua-an"), "no password in the answer");
  });

  it("account import refuses a file that is no such table, and makes nothing of it", async () => {
    const done = await congvu(["account", "import", csv("bad.csv", "address,name\nx@binhminh.gov.vn,X\n"), ...data]);
    assert.equal(done.code, 1);
    assert.match(done.err, /line 1: the column "password" is missing/);
    assert.equal((await congvu(["account", "import", path.join(root, "none.csv"), ...data])).code, 1);
  });

  it("BT-2012-PL account import flags on the published list that every recovery address is the mailbox itself", async () => {
    const list = path.join(import.meta.dirname, "../../tests/data/binh-thuan-bdt-2012.csv");
    const other = ["--data", path.join(root, "binh-thuan")];
    await congvu(["organization", "create", "--name", "Bình Thuận", "--domain", "binhthuan.gov.vn", ...other]);
    const done = await congvu(["account", "import", list, "--regulation", "binh-thuan-bdt-2012", "--json", ...other]);
    const report = JSON.parse(done.out);
    assert.deepEqual([done.code, report.created, report.refused], [0, 24, 0]);
    for (const row of report.rows) assert.ok(row.flags.includes("recovery-is-mailbox"), row.item);
  });

  it("account create follows the naming rule where no address is given, and shows a made password once", async () => {
    const args = ["account", "create", "--name", "Trần Thị Hoa", "--agency", "skhcn", "--json", ...data];
    const first = JSON.parse((await congvu(args)).out);
    assert.equal(first.address, "hoatt@skhcn.binhminh.gov.vn");
    assert.match(first.password, /^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/);
    assert.equal(JSON.parse((await congvu(args)).out).address, "hoatt.tran@skhcn.binhminh.gov.vn");
  });

  it("account create and password take a password from standard input and do not show it", async () => {
    const made = await congvu(
      ["account", "create", "thu@binhminh.gov.vn", "--name", "Thu", "--password-stdin", ...data],
      "bí-mật-1\n",
    );
    assert.deepEqual([made.code, made.out], [0, "Created thu@binhminh.gov.vn.\n"]);
    const changed = await congvu(
      ["account", "password", "THU@binhminh.gov.vn", "--password-stdin", ...data],
      "bí-mật-2\n",
    );
    assert.deepEqual([changed.code, changed.out], [0, "New password set for thu@binhminh.gov.vn.\n"]);
    assert.equal(
      (await congvu(["account", "password", "thu@binhminh.gov.vn", "--password-stdin", ...data], "\n")).code,
      2,
    );
    assert.equal((await congvu(["account", "password", "no@binhminh.gov.vn", "--password", "x", ...data])).code, 1);
    assert.equal(
      (await congvu(["account", "password", "vanphong@binhminh.gov.vn", "--password", "x", ...data])).code,
      1,
    );
  });

  it("verify and doctor look through everything and find it whole", async () => {
    const verified = JSON.parse((await congvu(["verify", "--json", ...data])).out);
    assert.equal(verified.audit.brokenAt, null);
    assert.deepEqual([verified.rows.findings, verified.damaged], [[], []]);
    assert.ok(verified.rows.checked > 0);
    const checks = JSON.parse((await congvu(["doctor", "--json", ...data])).out).checks;
    assert.deepEqual(
      checks.filter((one: { state: string }) => one.state === "fail"),
      [],
    );
    assert.ok(checks.some((one: { name: string; state: string }) => one.name === "postmaster" && one.state === "warn"));
  });
});

describe("commands beside a running server", () => {
  const folder = path.join(root, "running");
  const data = ["--data", folder];
  let server: ReturnType<typeof start>;
  let greeting: { addresses: Record<string, string>; url: string; signIn: { address: string; password: string } };

  before(async () => {
    server = start(["serve", "--demo", "--json", ...data]);
    server.stdin.end();
    const [line] = await Array.fromAsync(firstLine(server.stdout));
    greeting = JSON.parse(line ?? "");
  });
  after(() => server.kill("SIGKILL"));

  async function* firstLine(stream: NodeJS.ReadableStream): AsyncGenerator<string> {
    for await (const line of createInterface({ input: stream })) return yield line;
  }

  it("serve prints every door with the port it got, the web address and the demonstration sign-in", () => {
    for (const door of doors)
      assert.match(greeting.addresses[door.toLowerCase()] ?? "", /^127\.0\.0\.1:[1-9]\d*$/, door);
    assert.match(greeting.url, /^https:\/\/localhost:\d+\/$/);
    assert.equal(greeting.signIn.address, "hoatt@skhcn.binhminh.gov.vn");
  });

  it("account create goes through the control socket and is seen by the next command", async () => {
    const made = await congvu([
      "account",
      "create",
      "--name",
      "Nguyễn Văn Thử",
      "--agency",
      "stc",
      "--password",
      "x",
      ...data,
    ]);
    assert.equal(made.code, 0, made.err);
    const { accounts } = JSON.parse((await congvu(["account", "list", "--json", ...data])).out);
    assert.ok(accounts.some((one: { address: string }) => one.address === "thunv@stc.binhminh.gov.vn"));
  });

  it("a refusal comes back with its code and detail", async () => {
    const done = await congvu([
      "account",
      "create",
      "root@binhminh.gov.vn",
      "--name",
      "Root",
      "--password",
      "x",
      "--json",
      ...data,
    ]);
    assert.equal(done.code, 1);
    assert.equal(JSON.parse(done.out).error.code, "forbidden");
    assert.match(done.err, /reserved word: root/);
  });

  it("a second server on the same data is refused", async () => {
    const done = await congvu(["serve", ...data]);
    assert.equal(done.code, 1);
    assert.match(done.err, /is in use by process \d+/);
  });

  it("G18 SIGTERM, even twice, stops it with exit code 0, and the data is free again", async () => {
    const ended = new Promise<number | null>((resolve) => server.on("exit", resolve));
    server.kill("SIGTERM");
    server.kill("SIGTERM");
    assert.equal(await ended, 0);
    const listed = await congvu(["account", "list", "--json", ...data]);
    assert.ok(JSON.parse(listed.out).accounts.length > 60);
  });
});
