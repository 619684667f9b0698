import "./styles/tokens.css";
import "./styles/base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import type { Backend } from "./lib/backend/backend";
import { tauri } from "./lib/backend/tauri";

/** In a browser, where there is no application behind the page, a made-up pool stands in while working on it. */
async function backend(): Promise<Backend> {
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window)) {
    const { fake } = await import("./lib/backend/fake");
    return fake({ candidates: 40 });
  }
  return tauri;
}

const target = document.getElementById("app");
if (!target) throw new Error("index.html has an element for the app");
mount(App, { target, props: { backend: await backend() } });
