import { expect, test } from "vitest";
import { fromMark, plain } from "./passage";

const marked = (text: string) => ({ text, marked: true });
const other = (text: string) => ({ text, marked: false });

test("a passage starts shortly before what was searched for", () => {
  const cut = fromMark([other("Reduced latency from 680 ms to 14 ms by adding "), marked("Python"), other(" workers")]);
  expect(plain([cut])).toBe("…ms to 14 ms by adding Python workers");
  expect(cut.map((piece) => piece.marked)).toEqual([false, true, false]);
});

test("a passage that shows its mark anyway, has none, or has nowhere to be cut stays as it is", () => {
  for (const passage of [
    [],
    [marked("Python"), other(" in a very long line of other words that goes on")],
    [other("Responsible for various tasks with "), marked("Python")],
    [other("a line of words that somebody wrote without any mark at all in it")],
    [other("wordswithoutanyspaceatallbetweenthemnoteventhese"), marked("Python")],
  ])
    expect(fromMark(passage)).toBe(passage);
});
