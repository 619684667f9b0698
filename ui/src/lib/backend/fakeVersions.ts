// Several résumés of a made-up person: candidate 1 may be candidate 2.

import type { SameOffer, Version, Versions } from "../wire/wire";
import type { VersionsBackend } from "./versions";

export function fakeVersions(): Omit<VersionsBackend, "findOriginal"> {
  let joined = false;
  let parted = false;
  const version = (candidate: number, file: string, years: number, skills: string[]): Version => ({
    candidate,
    file,
    path: `/inbox/${file}`,
    modified: `20${24 - candidate}-03-01`,
    imported: "2026-05-04T09:30:00Z",
    name: "Tariq Halloran",
    headline: candidate === 1 ? "Backend engineer" : "Developer",
    place: "Dublin",
    years,
    newest: "Backend engineer, Halvard Payments",
    skills,
  });
  const offer: SameOffer = {
    id: 2,
    name: "Mei Okafor",
    headline: "Developer",
    place: null,
    because: [
      { kind: "contact", contact: { kind: "email", value: "someone@example.org" } },
      { kind: "text", common: 0.91 },
    ],
  };
  return {
    async versions(id): Promise<Versions> {
      const versions = [version(1, "cv-new.pdf", 4, ["Django", "PostgreSQL"])];
      if (joined) versions.push(version(2, "cv-old.pdf", 2, ["Django", "Perl"]));
      return { versions, offers: id === 1 && !joined && !parted ? [offer] : [] };
    },
    join: async (one, other) => ((joined = true), Math.min(one, other)),
    part: async () => void ([joined, parted] = [false, true]),
    unsaySame: async () => void ([joined, parted] = [false, false]),
    openOriginal: async () => Promise.reject({ code: "not_opened", message: "no program opens the file", query: null }),
    onReread: async () => () => {},
  };
}
