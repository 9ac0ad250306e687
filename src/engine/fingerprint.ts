import { foldName } from "../schema/names.ts";

const offset = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;

/** The 64-bit FNV-1a hash of a text in UTF-8, as 16 hexadecimal digits. http://www.isthe.com/chongo/tech/comp/fnv/ */
export function fnv1a(text: string): string {
  let hash = offset;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * prime);
  }
  return hash.toString(16).padStart(16, "0");
}

/** What an issue is recognised by from run to run: its rule and its subject, nothing that may move or be counted. */
export function issueFingerprint(rule: string, subject: string): string {
  return hashOf(rule, subject);
}

/** What a finding is recognised by from run to run: its issue and its key. */
export function findingFingerprint(rule: string, subject: string, key: string): string {
  return hashOf(rule, subject, key);
}

/** Names that differ only in ASCII case are one name to SQLite, so they are one here. NUL is in no name. */
function hashOf(...parts: readonly string[]): string {
  return fnv1a(parts.map(foldName).join("\0"));
}
