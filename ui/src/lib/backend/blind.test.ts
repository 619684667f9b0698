import { expect, test } from "vitest";
import type { Candidate } from "../wire/wire";
import { blinded } from "./blind";
import { fake } from "./fake";

const NAME = "May van der Grünwald-Ito";

/** The fake's candidate with another name, contacts and school, and a body that tells them. */
async function told(body: string): Promise<{ before: Candidate; after: Candidate }> {
  const backend = fake({ candidates: 1 });
  const plain = await backend.candidate(1, "");
  const school = { stay: { place: "Hochschule Ostufer" } };
  const before = {
    ...plain,
    name: NAME,
    body,
    contacts: [
      { kind: "phone", value: "+4930901820" },
      { kind: "email", value: "m.ito@example.org" },
    ],
    facts: { ...plain.facts, education: [school] },
  } as unknown as Candidate;
  const after = await blinded({ ...backend, candidate: async () => before }).candidate(1, "");
  return { before, after };
}

test.each([
  ["MAY VAN DER GRÜNWALD-ITO", "••• VAN DER ••••••••-•••"],
  ["May Grünwald may van", "••• •••••••• may van"],
  ["Mayor Itoh", "Mayor Itoh"],
  ["call (030) 90 18 20 now", "call ••••• •• •• •• now"],
  ["hochschule ostufer, Kiel", "•••••••••• •••••••, Kiel"],
  ["see github.com/mayvdg/tool", "see ••••••••••••••••••••••"],
  ["2019 - 2023 Django", "2019 - 2023 Django"],
])("%s becomes %s", async (text, expected) => {
  const { after } = await told(text);
  expect(after.body).toBe(expected);
});

test("nothing of a candidate tells who it is, and every letter has a dot", async () => {
  const { before, after } = await told(`${NAME}\nm.ito@example.org\nDjango`);
  const all = JSON.stringify(after);
  for (const telling of ["May", "Grünwald", "m.ito", "Hochschule", "901820", before.file.name]) expect(all).not.toContain(telling);
  expect(after.name).toBe("#1");
  expect(after.body.length).toBe(before.body.length);
  expect(after.file.is_pdf, "the printed page would show the name").toBe(false);
});

test("rows are numbers, and the original stays closed", async () => {
  const backend = blinded(fake({ candidates: 3 }));
  const { rows } = await backend.search({ query: "django", offset: 0, limit: 9, facets: 0 });
  expect(rows.map(({ name }) => name)).toEqual(["#2", "#1"]);
  await expect(backend.file(1)).rejects.toMatchObject({ code: "blind" });
});
