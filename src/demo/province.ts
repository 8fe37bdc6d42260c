import type { CliServices } from "#cli/services.ts";
export async function makeDemoProvince(_s: CliServices): Promise<{ signIn: null }> {
  return { signIn: null };
}
