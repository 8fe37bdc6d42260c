// congvu organization create: the tenant, with its first domain and the regulation it follows.
import { z } from "zod";
import { dataCommand } from "./command.ts";
import { directoryOf } from "./services.ts";

export const organizationCreate = dataCommand({
  words: ["organization", "create"],
  summary: "Create an organization (a province or ministry) with its domain.",
  options: {
    name: { type: "string", value: "NAME", about: 'full name, e.g. "Tỉnh Bình Minh"' },
    domain: { type: "string", value: "DOMAIN", about: "first mail domain, e.g. binhminh.gov.vn" },
    regulation: {
      type: "string",
      value: "ID",
      about: "regulation in force; congvu regulations list shows which there are",
    },
  },
  onNoData: "make",
  request: z.object({ name: z.string(), domain: z.string(), regulation: z.string().nullable() }),
  prepare: async (line) => ({
    name: line.required("name"),
    domain: line.required("domain"),
    regulation: line.text("regulation"),
  }),
  async perform(services, request) {
    const made = await directoryOf(services).createOrganization(request);
    return {
      exit: 0,
      text: `Created ${made.name} (${made.domain}${made.regulation ? `, ${made.regulation}` : ""}).`,
      json: { id: made.id, name: made.name, domain: made.domain, regulation: made.regulation },
    };
  },
});
