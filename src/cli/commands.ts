// Every command there is, in the order the help shows them.
import { accountCreate } from "./account-create.ts";
import { accountImport } from "./account-import.ts";
import { accountList } from "./account-list.ts";
import { accountPassword } from "./account-password.ts";
import { addressPropose } from "./address-propose.ts";
import { agencyImport } from "./agency-import.ts";
import type { Command, DataCommand } from "./command.ts";
import { configCommand } from "./config.ts";
import { doctor } from "./doctor.ts";
import { organizationCreate } from "./organization-create.ts";
import { regulationsList } from "./regulations-list.ts";
import { serveCommand } from "./serve.ts";
import { verify } from "./verify.ts";

const dataCommands: readonly DataCommand[] = [
  organizationCreate,
  agencyImport,
  accountCreate,
  accountImport,
  accountPassword,
  accountList,
  verify,
  doctor,
];

export const commands: readonly Command[] = [
  serveCommand(dataCommands),
  ...dataCommands,
  addressPropose,
  regulationsList,
  configCommand,
];
