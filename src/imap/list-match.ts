// LIST patterns (RFC 9051 §6.3.9): "*" matches anything, "%" anything but the separator. No backtracking into earlier
// wildcards: on a mismatch only the last "%" or, failing that, the last "*" moves on, so a pattern cannot blow up.
import { separator } from "./mailbox-name.ts";

/** `name` and `pattern` are decoded text; INBOX in any case is the caller's business. */
export function matchesPattern(name: string, pattern: string): boolean {
  let n = 0;
  let p = 0;
  let star = -1;
  let starName = 0;
  let percent = -1;
  let percentName = 0;
  for (;;) {
    const wanted = pattern[p];
    if (wanted === "*") {
      star = p++;
      starName = n;
      percent = -1;
    } else if (wanted === "%") {
      percent = p++;
      percentName = n;
    } else if (n === name.length && wanted === undefined) return true;
    else if (n < name.length && wanted === name[n]) {
      n++;
      p++;
    } else if (percent >= 0 && percentName < name.length && name[percentName] !== separator) {
      n = ++percentName;
      p = percent + 1;
    } else if (star >= 0 && starName < name.length) {
      n = ++starName;
      p = star + 1;
      percent = -1;
    } else return false;
  }
}
