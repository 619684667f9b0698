// What the page asks about the interview and the market.

import type { Kit, MarketReference, MarketRequest } from "../wire/wire";

export interface InterviewBackend {
  /** What to ask a candidate, about a kind of work by its id, or about what they did most. */
  kit(id: number, role: string | null): Promise<Kit>;
  /** What the hiring guides say of pay. */
  market(request: MarketRequest): Promise<MarketReference>;
}
