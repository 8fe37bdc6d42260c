// A server in a process of its own, to be killed: opens the data folder named first, prints its ports as one JSON line.
// `--answer-early` is the negative control: it answers 250 before the commit, as a careless build would.
import { createLog } from "#base/log.ts";
import { loadConfig } from "#config/load.ts";
import { startServer } from "#main.ts";
import type { Services } from "#services.ts";

const [data = "", ...options] = process.argv.slice(2);
const doors = ["smtp", "submission", "submissions", "imap", "imaps", "pop3", "pop3s", "http", "https"];
const { config } = loadConfig({
  env: {},
  overrides: {
    data,
    hostname: "mail.test.gov.vn",
    "auth.allow_plaintext_loopback": "true",
    ...Object.fromEntries(
      doors.map((door) => [`listen.${door}`, door === "smtp" || door === "imap" ? "127.0.0.1:0" : "off"]),
    ),
  },
});

function answerEarly({ mail }: Services): void {
  const deliver = mail.deliver.bind(mail);
  mail.deliver = async (letter) => {
    deliver(letter).catch(() => undefined);
  };
}

const server = await startServer(config, { log: createLog("error") });
if (options.includes("--answer-early")) answerEarly(server.services);
const ports = Object.fromEntries(server.doors.map((door) => [door.name, door.port]));
process.stdout.write(`${JSON.stringify(ports)}\n`);
process.on("SIGTERM", () => void server.close().then(() => process.exit(0)));
