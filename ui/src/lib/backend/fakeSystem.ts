// The system around a made-up pool.

import type { SystemBackend } from "./system";

export function fakeSystem(): SystemBackend {
  return {
    diagnostics: async () => "Candela 0.1.0\nPool: 3 candidates\n",
    openedPaths: async () => [],
    onOpened: async () => () => {},
    showMenu: async () => {},
    onMenu: async () => () => {},
    ocr: async () => ({ program: "Tesseract 5.3.0", languages: ["eng", "deu"] }),
    setZoom: async () => {},
    tellWorkEnded: async (_title, _body, notify) => notify,
    switchOcr: async () => {},
  };
}
