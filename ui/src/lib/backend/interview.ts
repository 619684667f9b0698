// What the page asks about the interview and the market.

import type { Kit, MarketReference, MarketRequest } from "../wire/wire";

export interface InterviewBackend {
  /** What to ask a candidate, about a kind of work by its id, or about what they did most. */
  /** `blind`: without what tells who they are. */
  kit(id: number, role: string | null, blind?: boolean): Promise<Kit>;
  /** What the hiring guides say of pay. */
  market(request: MarketRequest): Promise<MarketReference>;
}
