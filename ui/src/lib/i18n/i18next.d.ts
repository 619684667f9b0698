// Lets the compiler know every key: one that is not in the English catalogue does not build.

import "i18next";
import type { english } from "./catalogues";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "desk";
    resources: typeof english;
  }
}
