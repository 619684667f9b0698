import { expect, test, vi } from "vitest";
import { PdfAhead } from "./ahead";
import { closePdf, drawEarly, openPdf, type Pdf } from "./pdf";

vi.mock("./pdf", () => ({ closePdf: vi.fn(), drawEarly: vi.fn(async () => {}), openPdf: vi.fn() }));

/** Files are told apart by their only byte. */
const file = (id: number) => async () => Uint8Array.of(id);
const opened = new Map<number, Pdf>();
vi.mocked(openPdf).mockImplementation(async ([id = 0]) => {
  if (id === 13) throw new Error("broken");
  opened.set(id, { id } as unknown as Pdf);
  return opened.get(id) as Pdf;
});

test("the next file is opened once and drawn, and belongs to whoever takes it", async () => {
  const ahead = new PdfAhead();
  ahead.draw(1, file(1));
  ahead.draw(1, file(1));
  const pdf = await ahead.take(1);
  expect(pdf).toBe(opened.get(1));
  expect(openPdf).toHaveBeenCalledTimes(1);
  await vi.waitFor(() => expect(drawEarly).toHaveBeenCalledWith(pdf));
  expect(ahead.take(1)).toBeNull();
  expect(closePdf).not.toHaveBeenCalled();
});

test("who was not opened after all is closed", async () => {
  const ahead = new PdfAhead();
  ahead.draw(2, file(2));
  ahead.draw(3, file(3));
  await vi.waitFor(() => expect(closePdf).toHaveBeenCalledWith(opened.get(2)));
  expect(ahead.take(2)).toBeNull();
  expect(await ahead.take(3)).toBe(opened.get(3));
});

test("what cannot be opened is tried again when it is wanted", async () => {
  const ahead = new PdfAhead();
  ahead.draw(13, file(13));
  await new Promise((done) => setTimeout(done));
  expect(ahead.take(13)).toBeNull();
});
