import { expect, test } from "vitest";
import { bare, nameOf, site } from "./words";

test.each([
  ["https://www.linkedin.com/in/someone", "LinkedIn"],
  ["https://de.linkedin.com/in/someone", "LinkedIn"],
  ["https://notlinkedin.com/", "Website"],
  ["https://someone.dev", "Website"],
  ["no address", "Website"],
])("%s leads to %s", (address, expected) => {
  expect(site(address)).toBe(expected);
});

test("codes have names, and unknown ones stay as they are", () => {
  expect([nameOf("language", "de"), nameOf("region", "DE")]).toEqual(["German", "Germany"]);
  expect(nameOf("region", "nowhere")).toBe("nowhere");
  expect(bare("https://www.example.org/")).toBe("example.org");
});
