// The menus of the system, from the one list of commands.

import { COMMANDS, GROUPS, keyName, keyOf, type Command, type CommandId } from "../commands/commands";
import { t } from "../i18n/i18n.svelte";
import type { MenuGroup } from "../wire/wire";

/** A menu a group; each command with its first key, which works by itself. */
export function menuGroups(): MenuGroup[] {
  return GROUPS.map((group) => ({
    title: t(`commands.group.${group}`),
    items: COMMANDS.filter((command: Command) => command.group === group && !command.keyOnly).map(({ id, keys }) => ({
      command: id,
      label: keys.length > 0 ? `${t(`commands.${id}`)}  (${keyName(keyOf(id))})` : t(`commands.${id}`),
    })),
  }));
}

/** The command that a menu names. */
export const commandNamed = (name: string): CommandId | null => COMMANDS.find(({ id }) => id === name)?.id ?? null;
