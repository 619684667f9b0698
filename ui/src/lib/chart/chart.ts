// Charts, in the colours of the window. Loaded when the first one is drawn.

import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip, type ChartConfiguration } from "chart.js";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

export interface Bars {
  labels: string[];
  values: number[];
  /** Bars lie, one below the other. */
  lying?: boolean;
  /** What stands at a bar's foot; empty for nothing. */
  foot: (index: number) => string;
  /** What is said of a bar that is pointed at. */
  said: (index: number) => string;
  /** How a value is written on the axis. */
  axis: (value: number) => string;
}

/** Bars with their words. Gives what takes them away. */
export const drawBars = (canvas: HTMLCanvasElement, bars: Bars): (() => void) => draw(canvas, () => worded(bars, canvas));

/** Lying bars beside a list whose lines carry the words: each as high as its line, nothing written on the canvas. */
export const drawRows = (canvas: HTMLCanvasElement, values: number[], onpick: (row: number) => void): (() => void) =>
  draw(canvas, () => wordless(values, onpick, canvas));

/** Draws, and anew when the window turns light or dark. */
function draw(canvas: HTMLCanvasElement, configuration: () => ChartConfiguration<"bar">): () => void {
  let chart = new Chart(canvas, configuration());
  const turned = new MutationObserver(() => {
    chart.destroy();
    chart = new Chart(canvas, configuration());
  });
  turned.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => (turned.disconnect(), chart.destroy());
}

/** The value of a custom property where an element stands: a canvas knows no stylesheets. */
const colour = (element: Element, name: string): string => getComputedStyle(element).getPropertyValue(name).trim();

function wordless(values: number[], onpick: (row: number) => void, canvas: HTMLCanvasElement): ChartConfiguration<"bar"> {
  const hidden = { display: false };
  const looks = { borderRadius: 2, categoryPercentage: 0.6, barPercentage: 1, minBarLength: 1 };
  return {
    type: "bar",
    data: { labels: values.map(String), datasets: [{ data: values, backgroundColor: colour(canvas, "--accent"), ...looks }] },
    options: {
      indexAxis: "y",
      animation: false,
      maintainAspectRatio: false,
      events: ["click", "mousemove"],
      interaction: { mode: "index", axis: "y", intersect: false },
      onClick: (_, [bar]) => bar && onpick(bar.index),
      scales: { x: { ...hidden, max: Math.max(1, ...values), beginAtZero: true }, y: hidden },
      plugins: { tooltip: { enabled: false }, legend: hidden },
    },
  };
}

function worded(bars: Bars, canvas: HTMLCanvasElement): ChartConfiguration<"bar"> {
  const { labels, values, lying = false, foot, said, axis } = bars;
  const [ink, rule, panel] = ["--ink-soft", "--rule", "--panel"].map((name) => colour(canvas, name));
  const font = { family: getComputedStyle(canvas).fontFamily, size: 11 };
  const names = {
    grid: { display: false },
    border: { color: rule },
    ticks: { color: ink, font, autoSkip: false, maxRotation: 0, callback: (_: unknown, index: number) => foot(index) },
  };
  const numbers = {
    beginAtZero: true,
    grid: { color: rule, drawTicks: false },
    border: { display: false },
    ticks: { color: ink, font, maxTicksLimit: 4, precision: lying ? 2 : 0, callback: (value: string | number) => axis(Number(value)) },
  };
  return {
    type: "bar",
    data: { labels, datasets: [{ data: values, backgroundColor: colour(canvas, "--accent"), borderRadius: 1, categoryPercentage: 0.9, barPercentage: lying ? 0.7 : 0.9 }] },
    options: {
      indexAxis: lying ? "y" : "x",
      animation: false,
      maintainAspectRatio: false,
      scales: lying ? { x: numbers, y: names } : { x: names, y: numbers },
      interaction: { mode: "index", axis: lying ? "y" : "x", intersect: false },
      plugins: {
        tooltip: {
          displayColors: false,
          backgroundColor: colour(canvas, "--ink"),
          bodyColor: panel,
          bodyFont: font,
          callbacks: { title: () => "", label: ({ dataIndex }) => said(dataIndex) },
        },
      },
    },
  };
}
