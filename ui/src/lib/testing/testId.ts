// What the tests of the real window look for.

export const TestId = {
  samples: "samples",
  search: "search",
  row: "row",
  total: "total",
  candidateName: "candidate-name",
  fix: "fix",
  fixInput: "fix-input",
  unfix: "unfix",
  card: "card",
  quote: "quote",
  page: "page",
  pageDrawn: "page-drawn",
  mark: "mark",
  hit: "hit",
  report: "report",
  password: "password",
  readScans: "read-scans",
  closeReport: "close-report",
  queryProblem: "query-problem",
} as const;
