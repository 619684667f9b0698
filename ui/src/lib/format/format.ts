// Numbers as the window writes them.

const whole = new Intl.NumberFormat("en");
const tenths = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** 2418 → `2,418`. */
export const count = (n: number): string => whole.format(n);

/** `1 file`, `2 files`. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

/** 8.2 → `8.2 years`, 1 → `1.0 year`. */
export const years = (n: number): string => `${tenths.format(n)} ${n === 1 ? "year" : "years"}`;

/** 6.1 → `6.1 y`. */
export const yearsShort = (n: number): string => `${tenths.format(n)} y`;

/** 0.4 → `under 1 ms`, 6.2 → `6 ms`. */
export const millis = (n: number): string => (n < 1 ? "under 1 ms" : `${whole.format(Math.round(n))} ms`);

/** 5 → `5 s`, 75 → `1 min 15 s`, 4000 → `1 h 7 min`. */
export function duration(seconds: number): string {
  const s = Math.max(1, Math.round(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${Math.floor(s / 3600)} h ${Math.round((s % 3600) / 60)} min`;
}

/** The first few words of a list, and how many more there are. */
export function listed(words: string[], most = 6): string {
  const more = words.length - most;
  return words.slice(0, most).join(", ") + (more > 0 ? ` and ${count(more)} more` : "");
}
