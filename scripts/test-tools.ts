// Brings what the tests need from outside npm, and is the only place that installs anything: `npm test` calls it,
// with `--interop` `npm run test:interop` does. Quick when everything is there. Where it may not install (not root, or
// no apt) it says in one line what to install.
import { canInstall, InstallError, installPackages } from "./debian.ts";
import { findProgram, type Tool, tools } from "./tools.ts";

const suites: readonly Tool["suite"][] = process.argv.includes("--interop") ? ["plain", "interop"] : ["plain"];

const missing = (): readonly Tool[] => tools.filter((tool) => suites.includes(tool.suite) && !findProgram(tool));

const packagesOf = (absent: readonly Tool[]): string[] => absent.flatMap((tool) => tool.debianPackages.split(" "));

function report(absent: readonly Tool[]): never {
  const wanted = absent.map((tool) => `${tool.name} (${tool.neededFor})`).join(", ");
  const packages = packagesOf(absent).join(" ");
  console.error(`test tools: missing ${wanted}. As root: apt-get install --no-install-recommends ${packages}`);
  process.exit(1);
}

const absent = missing();
if (absent.length > 0) {
  if (!canInstall()) report(absent);
  console.log(`test tools: installing ${packagesOf(absent).join(", ")} …`);
  try {
    installPackages(packagesOf(absent));
  } catch (error) {
    if (!(error instanceof InstallError)) throw error;
    console.error(`test tools: ${error.message}`);
  }
  const still = missing();
  if (still.length > 0) report(still);
}
