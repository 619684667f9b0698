// A made-up pool that can be encrypted.

import type { Place, PoolLock, WireError } from "../wire/wire";
import type { VaultBackend } from "./vault";

/** Encrypted and closed from the start when it has a passphrase. */
export function fakeVault(passphrase: string | null = null): VaultBackend {
  let opens = passphrase;
  let locked = opens !== null;
  let remembered = false;
  let kept: Place = { query: "", row: 0 };
  const stand = (): PoolLock => ({ encrypted: opens !== null, locked, remembered, place: locked ? { query: "", row: 0 } : kept });
  const check = (typed: string): void => {
    if (typed !== opens) throw failure("wrong_pool_passphrase");
  };
  return {
    poolLock: async () => stand(),
    keepPlace: async (place) => void (kept = place),
    async unlockPool(typed, remember) {
      check(typed);
      locked = false;
      remembered ||= remember;
      return stand();
    },
    async lockPool() {
      locked = opens !== null;
      return stand();
    },
    async encryptPool(typed, remember) {
      if (typed.length < 8) throw failure("short_passphrase");
      opens = typed;
      remembered = remember;
      return stand();
    },
    async decryptPool(typed) {
      check(typed);
      opens = null;
      remembered = false;
      return stand();
    },
    async changePassphrase(old, typed) {
      check(old);
      opens = typed;
      return stand();
    },
    async rememberPool(on) {
      remembered = on;
      return stand();
    },
  };
}

const failure = (code: WireError["code"]): WireError => ({ code, message: `the made-up pool says ${code}`, query: null });
