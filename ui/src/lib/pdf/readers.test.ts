import { expect, test, vi } from "vitest";

import { Readers } from "./readers";

function numbered(most: number) {
  let last = 0;
  const start = vi.fn(async () => ++last);
  const stop = vi.fn();
  return { readers: new Readers<number>(most, start, stop), start, stop };
}

test("a worker reads so many documents, then the next one does, which was started before", async () => {
  const { readers, start } = numbered(2);
  expect(await readers.begin().worker).toBe(1);
  expect(start).toHaveBeenCalledTimes(1);
  expect(await readers.begin().worker).toBe(1);
  expect(start).toHaveBeenCalledTimes(2);
  expect(await readers.begin().worker).toBe(2);
  expect(start).toHaveBeenCalledTimes(2);
});

test("a worker is stopped once it has read its documents and all of them are closed", async () => {
  const { readers, stop } = numbered(2);
  readers.begin().end();
  const second = readers.begin();
  await second.worker;
  expect(stop).not.toHaveBeenCalled();
  readers.begin();
  second.end();
  await vi.waitFor(() => expect(stop).toHaveBeenCalledExactlyOnceWith(1));
});

test("a document that is closed twice counts once", async () => {
  const { readers, stop } = numbered(2);
  const first = readers.begin();
  const second = readers.begin();
  first.end();
  first.end();
  await second.worker;
  expect(stop).not.toHaveBeenCalled();
});

test("a worker that did not start is started again for the next document", async () => {
  const { readers, start } = numbered(3);
  start.mockRejectedValueOnce(new Error("no memory"));
  const failed = readers.begin();
  await expect(failed.worker).rejects.toThrow("no memory");
  failed.end();
  expect(await readers.begin().worker).toBe(1);
});
