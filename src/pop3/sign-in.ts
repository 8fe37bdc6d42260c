// From AUTHORIZATION to TRANSACTION, however the password came.
import { ok, type Reply } from "./replies.ts";
import type { Authorization } from "./state.ts";

export async function signIn(
  state: Authorization,
  { name, password }: { name: string; password: string },
): Promise<Reply> {
  const maildrop = await state.backend.signIn({ name, password, remoteAddress: state.remoteAddress });
  state.enter(maildrop);
  return ok(`${maildrop.count} letters`);
}
