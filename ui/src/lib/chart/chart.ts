// Charts, in the colours of the window. Loaded when the first one is drawn.

import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip, type ChartConfiguration } from "chart.js";
import { colour, followTheme } from "./colours";

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

/** Draws bars, and again when the window turns light or dark. Gives what takes them away. */
export function drawBars(canvas: HTMLCanvasElement, bars: Bars): () => void {
  let chart = new Chart(canvas, configuration(bars, canvas));
  const stop = followTheme(() => {
    chart.destroy();
    chart = new Chart(canvas, configuration(bars, canvas));
  });
  return () => (stop(), chart.destroy());
}

function configuration(bars: Bars, canvas: HTMLCanvasElement): ChartConfiguration<"bar"> {
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
