import { expect, test } from "vitest";
import { pieces } from "./advert";

const part = (start: number, end: number, what: string) => ({ start, end, what });

test("an advert is cut without losing a letter", () => {
  const text = "We want Django and a team player.";
  const cut = pieces(text, [part(8, 14, "must have: Django")], [part(21, 32, "no skill")]);
  expect(cut.map(({ text, kind }) => `${kind}:${text}`)).toEqual(["rest:We want ", "made:Django", "rest: and a ", "left:team player", "rest:."]);
  expect(cut.map(({ text }) => text).join("")).toBe(text);
});

test("what is made of the same words is told together, and nothing stands twice", () => {
  const cut = pieces("Django 3y", [part(0, 9, "3 years"), part(0, 6, "Django")], [part(2, 4, "x")]);
  expect(cut).toEqual([{ text: "Django 3y", kind: "made", what: "3 years; Django" }]);
});
