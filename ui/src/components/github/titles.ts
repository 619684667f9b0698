// What signals of accounts are called.

import { t } from "../../lib/i18n/i18n.svelte";
import { english } from "../../lib/i18n/catalogues";

type Named = keyof typeof english.github.signal;

const isNamed = (id: string): id is Named => id in english.github.signal;

/** A signal of a newer core goes by its id. */
export const signalTitle = (id: string): string => (isNamed(id) ? t(`github:signal.${id}`) : id);
