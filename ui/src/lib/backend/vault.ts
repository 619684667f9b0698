// What the page asks of a pool before anything else, and of an encrypted one. Passphrases go one way only.

import type { Place, PoolLock } from "../wire/wire";

export interface VaultBackend {
  poolLock(): Promise<PoolLock>;
  /** Keeps where the recruiter is; whatever gives a `PoolLock` tells it. */
  keepPlace(place: Place): Promise<void>;
  /** Throws a `WireError` of code `wrong_pool_passphrase` when it is another one. */
  unlockPool(passphrase: string, remember: boolean): Promise<PoolLock>;
  lockPool(): Promise<PoolLock>;
  encryptPool(passphrase: string, remember: boolean): Promise<PoolLock>;
  decryptPool(passphrase: string): Promise<PoolLock>;
  changePassphrase(old: string, passphrase: string): Promise<PoolLock>;
  /** Whether the system's keychain opens the pool from now on. Throws a `WireError` of code `no_keychain`. */
  rememberPool(on: boolean): Promise<PoolLock>;
}
