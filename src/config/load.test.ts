import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { ConfigError, loadConfig } from "./load.ts";
import { declaredSettings } from "./schema.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "congvu-config-"));
after(() => rmSync(folder, { recursive: true }));
let fileNo = 0;

function tomlFile(text: string): string {
  const file = path.join(folder, `${++fileNo}.toml`);
  writeFileSync(file, text);
  return file;
}

function problemsOf(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.problems;
  }
  assert.fail("a ConfigError was expected");
}

describe("the configuration", () => {
  it("has a default for every setting, so that no file is needed", () => {
    const { config, warnings } = loadConfig({ env: {} });
    assert.deepEqual(config.listen.smtp, { host: "::", port: 2525 });
    assert.equal(config.limits.messageBytes, 50 * 1024 * 1024);
    assert.equal(config.data, path.resolve("data"));
    assert.equal(config.auth.allowPlaintextLoopback, false);
    assert.equal(config.tls.certificate, null);
    assert.match(config.hostname, /^[a-z0-9.-]+$/);
    assert.deepEqual(warnings, []);
  });

  it("lets plain-text sign-in on loopback through under --demo only", () => {
    assert.equal(loadConfig({ env: {}, demo: true }).config.auth.allowPlaintextLoopback, true);
  });

  it("takes the command line before the environment before the file before the default", () => {
    const file = tomlFile('data = "/from/file"\nhostname = "file.gov.vn"\n[log]\nlevel = "warn"\n');
    const env = { CONGVU_DATA: "/from/env", CONGVU_HOSTNAME: "env.gov.vn" };
    const { config, origins } = loadConfig({ file, env, overrides: { data: "/from/command" } });
    assert.equal(config.data, "/from/command");
    assert.equal(config.hostname, "env.gov.vn");
    assert.equal(config.log.level, "warn");
    assert.deepEqual(
      ["data", "hostname", "log.level", "listen.smtp"].map((name) => origins.get(name)),
      ["command line", "environment", "file", "default"],
    );
  });

  it("is frozen through and through", () => {
    const { config } = loadConfig({ env: {} });
    assert.ok(Object.isFrozen(config) && Object.isFrozen(config.listen) && Object.isFrozen(config.listen.smtp));
  });

  it("names the environment variable of every setting after section and key", () => {
    const names = declaredSettings.map((one) => one.env);
    assert.ok(names.includes("CONGVU_LISTEN_SUBMISSIONS") && names.includes("CONGVU_AUTH_ALLOW_PLAINTEXT_LOOPBACK"));
    assert.equal(new Set(names).size, names.length);
  });

  it("warns of a CONGVU_ variable that is no setting, without refusing", () => {
    const { warnings } = loadConfig({ env: { CONGVU_LISTEN_SMPT: "127.0.0.1:0" } });
    assert.deepEqual(warnings, ["CONGVU_LISTEN_SMPT is set but is no setting of this version"]);
  });

  it("finds its file through CONGVU_CONFIG", () => {
    const file = tomlFile('hostname = "mail.binhminh.gov.vn"');
    assert.equal(loadConfig({ env: { CONGVU_CONFIG: file } }).config.hostname, "mail.binhminh.gov.vn");
  });
});

describe("values that a setting takes", () => {
  const accepted = [
    {
      env: { CONGVU_LISTEN_SMTP: "[::1]:25" },
      read: "smtp",
      value: { host: "::1", port: 25 },
      why: "IPv6 in brackets",
    },
    {
      env: { CONGVU_LISTEN_SMTP: "127.0.0.1:0" },
      read: "smtp",
      value: { host: "127.0.0.1", port: 0 },
      why: "any port",
    },
    {
      env: { CONGVU_LISTEN_SMTP: "localhost:65535" },
      read: "smtp",
      value: { host: "localhost", port: 65_535 },
      why: "top",
    },
    { env: { CONGVU_LISTEN_SMTP: "off" }, read: "smtp", value: null, why: "a door may stay shut" },
  ];
  for (const { env, value, why } of accepted) {
    it(`accepts ${env.CONGVU_LISTEN_SMTP}: ${why}`, () => {
      assert.deepEqual(loadConfig({ env }).config.listen.smtp, value);
    });
  }

  const sizes = [
    { text: "65536", bytes: 65_536, why: "exactly the least" },
    { text: "50 MiB", bytes: 52_428_800, why: "with a unit" },
    { text: "1GiB", bytes: 2 ** 30, why: "the space is optional" },
  ];
  for (const { text, bytes, why } of sizes) {
    it(`reads the size ${text}: ${why}`, () => {
      assert.equal(loadConfig({ env: { CONGVU_LIMITS_MESSAGE_BYTES: text } }).config.limits.messageBytes, bytes);
    });
  }
});

describe("G12 a bad configuration is refused with its line", () => {
  const files = [
    { toml: "[listen]\nsmpt = 1", says: /:2: unknown key "listen.smpt"/, why: "a misspelt key" },
    { toml: "\n\n[lisen]\nsmtp = 1", says: /:3: unknown key "lisen"/, why: "a misspelt section" },
    { toml: "colour = 1", says: /:1: unknown key "colour"/, why: "an unknown top key" },
    { toml: "listen.smtp2 = 1", says: /:1: unknown key "listen.smtp2"/, why: "dotted" },
    { toml: "listen = 3", says: /:1: "listen" is a section/, why: "a value where a section belongs" },
    { toml: '[log]\n# quiet\nlevel = "loud"', says: /:3: log.level: expected one of/, why: "a value out of the list" },
    { toml: "[log]\nlevel = 3", says: /:2: log.level: expected .* in quotes/, why: "a number for a word" },
    { toml: '[auth]\nallow_plaintext_loopback = "true"', says: /:2: .*without quotes/, why: "a quoted boolean" },
    { toml: '[listen]\nimap = "::1:143"', says: /:2: listen.imap: expected host:port/, why: "IPv6 without brackets" },
    { toml: '[listen]\nimap = "localhost:65536"', says: /:2: .*between 0 and 65535/, why: "one port too many" },
    { toml: '[listen]\nimap = "localhost"', says: /:2: .*expected host:port/, why: "no port" },
    { toml: '[web]\npublic_origin = "http://thu.tinh.gov.vn"', says: /:2: .*https/, why: "an origin without TLS" },
    {
      toml: '[web]\npublic_origin = "https://thu.tinh.gov.vn/"',
      says: /:2: .*https/,
      why: "an address, not an origin",
    },
    { toml: '[web]\nsupport = "hai\\ndòng"', says: /:2: .*one line/, why: "two lines" },
    { toml: "[limits]\nmessage_bytes = 65535", says: /:2: .*at least 65536/, why: "one byte under the least" },
    { toml: "[limits]\nmessage_bytes = -1", says: /:2: .*expected a size/, why: "negative" },
    { toml: "[limits]\nmessage_bytes = 1e400", says: /:2: .*expected a size/, why: "infinite" },
    { toml: '[limits]\nquota_bytes = "5 GB"', says: /:2: .*expected a size/, why: "a unit it does not know" },
    { toml: 'hostname = "a b"', says: /:1: hostname: expected a host name/, why: "a space in a name" },
    { toml: 'hostname = ""', says: /:1: hostname/, why: "an empty name" },
    { toml: 'data = ""', says: /:1: data: expected a path/, why: "an empty path" },
    { toml: '[tls]\ncertificate = "a.pem"', says: /belong together/, why: "a certificate without its key" },
    { toml: "[listen\nsmtp=1", says: /:1: /, why: "not TOML" },
    { toml: 'hostname = "a"\nhostname = "b"', says: /:2: /, why: "the same key twice" },
  ];
  for (const { toml, says, why } of files) {
    it(`refuses ${JSON.stringify(toml)}: ${why}`, () => {
      const file = tomlFile(toml);
      const problems = problemsOf(() => loadConfig({ file, env: {} }));
      assert.equal(problems.length, 1, problems.join("\n"));
      assert.match(problems[0] ?? "", says);
    });
  }

  it("reports every problem at once", () => {
    const file = tomlFile('colour = 1\n[log]\nlevel = "loud"\nsize = 2\n');
    assert.equal(problemsOf(() => loadConfig({ file, env: { CONGVU_LISTEN_HTTP: "x" } })).length, 4);
  });

  it("refuses a file that cannot be read", () => {
    const [problem] = problemsOf(() => loadConfig({ file: path.join(folder, "none.toml"), env: {} }));
    assert.match(problem ?? "", /none\.toml: cannot be read \(ENOENT\)/);
  });

  const variables = [
    { env: { CONGVU_LISTEN_HTTP: "8080" }, says: /^CONGVU_LISTEN_HTTP: expected host:port/ },
    { env: { CONGVU_AUTH_ALLOW_PLAINTEXT_LOOPBACK: "yes" }, says: /^CONGVU_AUTH_.*: expected true or false/ },
    { env: { CONGVU_DATA: "" }, says: /^CONGVU_DATA: expected a path/ },
  ];
  for (const { env, says } of variables) {
    it(`refuses ${JSON.stringify(env)} and names the variable`, () => {
      assert.match(problemsOf(() => loadConfig({ env })).join("\n"), says);
    });
  }
});
