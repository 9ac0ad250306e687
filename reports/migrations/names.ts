const title = "doctor_repair";

/**
 * The name of a migration that comes after all that are there: numbered or dated as they are, else by their last name.
 * Tools run migrations in the order of their names.
 */
export function nextName(taken: readonly string[], now: Date, fresh: (now: Date) => string): string {
  const last = [...taken].sort().at(-1);
  if (last === undefined) return `${fresh(now)}_${title}`;
  const [, stamp = "", separator = ""] = /^(\d[\dTZ:.-]*\d|\d|)([^\p{L}\p{N}]?)/u.exec(last) ?? [];
  const stamps = [...stampsLike(stamp, now), ...successor(stamp)];
  const names = stamps.map((next) => `${next}${separator === "" ? "_" : separator}${title}`);
  return names.find((name) => name > last) ?? `${last}_${title}`;
}

/** The moment in the form of another stamp. Whether that was local time nobody can tell; the earlier one is in nobody's way. */
function stampsLike(stamp: string, now: Date): string[] {
  const digits = stamp.replace(/\D/g, "");
  if (stamp === digits && digits.length === 13) return [String(now.getTime())];
  if (stamp === digits && digits.length === 10) return [unixSeconds(now)];
  if (!/^(?:19|20)\d\d/.test(digits) || digits.length < 8 || digits.length > 17) return [];
  return [utcStamp(now), localStamp(now)].sort().map((moment) => {
    let at = 0;
    return stamp.replace(/\d/g, () => moment[at++] ?? "0");
  });
}

/** The next number, as wide. */
function successor(stamp: string): string[] {
  if (!/^\d+$/.test(stamp)) return [];
  const next = String(BigInt(stamp) + 1n).padStart(stamp.length, "0");
  return next.length === stamp.length ? [next] : [];
}

/** Seconds since 1970. */
export const unixSeconds = (now: Date): string => String(Math.floor(now.getTime() / 1000));

/** YYYYMMDDHHMMSSmmm in UTC. */
export const utcStamp = (now: Date): string => now.toISOString().replace(/\D/g, "");

/** YYYYMMDDHHMMSSmmm in local time. */
export function localStamp(now: Date): string {
  return utcStamp(new Date(now.getTime() - now.getTimezoneOffset() * 60_000));
}
