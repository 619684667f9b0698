// What the page asks of the system around the window.

import type { MenuGroup, Ocr } from "../wire/wire";

export interface SystemBackend {
  /** What helps to find a fault, as text without anything of a candidate. */
  diagnostics(): Promise<string>;
  /** Files that the system gave, each told once. */
  openedPaths(): Promise<string[]>;
  /** Called when there are more of them. Returns how to stop listening. */
  onOpened(listener: () => void): Promise<() => void>;
  /** Shows menus of the system; none to show no menu. */
  showMenu(groups: MenuGroup[]): Promise<void>;
  /** Called with the command that was chosen in a menu. Returns how to stop listening. */
  onMenu(listener: (command: string) => void): Promise<() => void>;
  /** Long work has ended. The system tells of it when the window is not looked at; true when it showed a notification. Names nobody. */
  tellWorkEnded(title: string, body: string, notify: boolean): Promise<boolean>;
  /** Shows everything so much larger, up to twice. */
  setZoom(factor: number): Promise<void>;
  /** What could read scans here. */
  ocr(): Promise<Ocr>;
  /** Whether imports read scans at once, until the window closes. */
  switchOcr(on: boolean): Promise<void>;
}
