// Bars beside a list whose lines carry the words: each bar as high as its line, nothing written on the canvas.

import { BarController, BarElement, CategoryScale, Chart, LinearScale, type ChartConfiguration } from "chart.js";
import { colour, followTheme } from "./colours";

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

export interface BarRows {
  /** One set of bars a colour; all of them have as many values as there are lines. */
  sets: { values: number[]; colour: string }[];
  /** What fills the width. */
  most: number;
  /** A bar was clicked. */
  onpick?: ((row: number) => void) | undefined;
}

/** Draws them, and again when the window turns light or dark. Gives what takes them away. */
export function drawRows(canvas: HTMLCanvasElement, { sets, most, onpick }: BarRows): () => void {
  const hidden = { display: false };
  const configuration: ChartConfiguration<"bar"> = {
    type: "bar",
    data: {
      labels: sets[0]?.values.map(String) ?? [],
      datasets: sets.map(({ values, colour: name }) => ({
        data: values,
        backgroundColor: colour(canvas, name),
        borderRadius: 2,
        categoryPercentage: 0.6,
        barPercentage: 1,
        minBarLength: 1,
      })),
    },
    options: {
      indexAxis: "y",
      animation: false,
      maintainAspectRatio: false,
      events: onpick ? ["click", "mousemove"] : [],
      interaction: { mode: "index", axis: "y", intersect: false },
      onClick: (_, [bar]) => bar && onpick?.(bar.index),
      scales: { x: { ...hidden, max: most, beginAtZero: true }, y: hidden },
      plugins: { tooltip: { enabled: false }, legend: hidden },
    },
  };
  const chart = new Chart(canvas, configuration);
  const stop = followTheme(() => {
    chart.data.datasets.forEach((set, at) => (set.backgroundColor = colour(canvas, sets[at]?.colour ?? "--accent")));
    chart.update("none");
  });
  return () => (stop(), chart.destroy());
}
