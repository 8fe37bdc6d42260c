// The states of RFC 1939 §3 as types, so that a command cannot run in the wrong one. The UPDATE state is the inside of
// commands/quit.ts: nobody sends commands in it.
import type { Maildrop, Pop3Backend } from "./backend.ts";
import type { Reply } from "./replies.ts";

export interface Authorization {
  readonly kind: "authorization";
  readonly backend: Pop3Backend;
  readonly remoteAddress: string;
  /** Passwords may pass: TLS is on, or loopback is trusted by configuration. */
  readonly passwordsAllowed: boolean;
  readonly tlsOffered: boolean;
  /** From USER; PASS must follow at once. */
  name: string | null;
  /** Ends this state. */
  enter(maildrop: Maildrop): void;
}

export interface Transaction {
  readonly kind: "transaction";
  readonly maildrop: Maildrop;
  /** Numbers marked by DELE; they go at QUIT only. */
  readonly deleted: Set<number>;
}

export type State = Authorization | Transaction;

/** A command of the protocol. `argument`: octets after the keyword's space; empty = none. */
interface CommandIn<Name extends string, S extends State> {
  readonly in: Name;
  run(state: S, argument: Buffer): Reply | Promise<Reply>;
}

export type AuthorizationCommand = CommandIn<"authorization", Authorization>;
export type TransactionCommand = CommandIn<"transaction", Transaction>;
export type AnyStateCommand = CommandIn<"any", State>;
export type Command = AuthorizationCommand | TransactionCommand | AnyStateCommand;
