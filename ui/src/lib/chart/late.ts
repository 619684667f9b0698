// Charts are loaded when the first one is drawn: a start without one must not wait for them.

type Charts = typeof import("./chart");

/** Draws once the charts are there, unless it was called off before. Gives what calls it off, or takes the chart away. */
export function drawLate(draw: (charts: Charts) => () => void): () => void {
  let gone = false;
  let takeAway = () => {};
  void import("./chart").then((charts) => {
    if (!gone) takeAway = draw(charts);
  });
  return () => ((gone = true), takeAway());
}
