import { describe, expect, it } from "vitest";
import { bytesShown, counted, minutesShown, severityCounts } from "../../reports/wording.ts";

describe("figures", () => {
  it.each([
    [0, "0 bytes"],
    [1023, "1023 bytes"],
    [1024, "1.0 KB"],
    [12288, "12 KB"],
    [1536 * 1024, "1.5 MB"],
    [3 * 1024 ** 4, "3072 GB"],
  ])("%i bytes are %s", (bytes, shown) => {
    expect(bytesShown(bytes)).toBe(shown);
  });

  it.each([
    [0, "0 minutes"],
    [1, "1 minute"],
    [59, "59 minutes"],
    [60, "1 hour"],
    [95, "1 h 35 min"],
    [120, "2 hours"],
  ])("%i minutes are %s", (minutes, shown) => {
    expect(minutesShown(minutes)).toBe(shown);
  });

  it("agree with their noun", () => {
    expect([counted(1, "query", "queries"), counted(2, "query", "queries")]).toEqual([
      "1 query",
      "2 queries",
    ]);
  });

  it("of severities leave the empty ones out", () => {
    const none = {
      critical: 0,
      high: 0,
      medium: 0,
      info: 0,
      total: 0,
      estimatedMinutes: 0,
      risk: "low",
    } as const;
    expect(severityCounts(none)).toBe("no issues");
    expect(severityCounts({ ...none, critical: 1, info: 2 })).toBe("1 critical, 2 info");
  });
});
