// Where the recruiter was: the search and the row, kept over restarts.

export interface Place {
  query: string;
  row: number;
}

const KEY = "candela.place";

export function keptPlace(): Place {
  try {
    const { query, row } = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Place>;
    return { query: typeof query === "string" ? query : "", row: typeof row === "number" ? row : 0 };
  } catch {
    return { query: "", row: 0 };
  }
}

export function keepPlace(place: Place): void {
  localStorage.setItem(KEY, JSON.stringify(place));
}
