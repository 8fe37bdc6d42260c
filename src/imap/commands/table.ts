// Every command by name, and those that have a UID form (RFC 9051 §6.4.9).
import type { Command } from "../context.ts";
import { append } from "./append.ts";
import { authenticate } from "./authenticate.ts";
import { capability } from "./capability.ts";
import { check } from "./check.ts";
import { close, unselect } from "./close.ts";
import { copy, move } from "./copy.ts";
import { create } from "./create.ts";
import { deleteMailbox } from "./delete.ts";
import { enable } from "./enable.ts";
import { expunge } from "./expunge.ts";
import { fetch } from "./fetch.ts";
import { id } from "./id.ts";
import { idle } from "./idle.ts";
import { list } from "./list.ts";
import { login } from "./login.ts";
import { logout } from "./logout.ts";
import { lsub } from "./lsub.ts";
import { namespace } from "./namespace.ts";
import { noop } from "./noop.ts";
import { rename } from "./rename.ts";
import { search } from "./search.ts";
import { examine, select } from "./select.ts";
import { starttls } from "./starttls.ts";
import { status } from "./status.ts";
import { store } from "./store.ts";
import { subscribe, unsubscribe } from "./subscribe.ts";

const withUid = { COPY: copy, EXPUNGE: expunge, FETCH: fetch, MOVE: move, SEARCH: search, STORE: store };

const commands: Readonly<Record<string, Command>> = {
  ...withUid,
  APPEND: append,
  AUTHENTICATE: authenticate,
  CAPABILITY: capability,
  CHECK: check,
  CLOSE: close,
  CREATE: create,
  DELETE: deleteMailbox,
  ENABLE: enable,
  EXAMINE: examine,
  ID: id,
  IDLE: idle,
  LIST: list,
  LOGIN: login,
  LOGOUT: logout,
  LSUB: lsub,
  NAMESPACE: namespace,
  NOOP: noop,
  RENAME: rename,
  SELECT: select,
  STARTTLS: starttls,
  STATUS: status,
  SUBSCRIBE: subscribe,
  UNSELECT: unselect,
  UNSUBSCRIBE: unsubscribe,
};

/** Undefined = no such command. `name` is upper case. */
export function commandOf(name: string, uid: boolean): Command | undefined {
  const table: Readonly<Record<string, Command>> = uid ? withUid : commands;
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
