/** Where to go after signing in: a path of this site that was asked for, else the inbox. Never another site. */
export function goal(search: string): string {
  const asked = new URLSearchParams(search).get("ve") ?? "";
  const inside = /^\/(?![/\\])/.test(asked) && !asked.startsWith("/dang-nhap");
  return inside ? asked : "/thu/toi/den";
}
