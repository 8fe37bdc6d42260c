// LOGIN (RFC 9051 §6.2.3)
import type { Command } from "../context.ts";
import { checkMaySignIn, signIn } from "../sign-in.ts";

export const login: Command = {
  state: "not-authenticated",
  run: async ({ session, cursor }) => {
    checkMaySignIn(session); // before anything is read of it
    cursor.expectSpace();
    const name = cursor.expectText("a user name");
    cursor.expectSpace();
    const password = cursor.expectText("a password");
    cursor.expectEnd();
    return signIn(session, { name, password });
  },
};
