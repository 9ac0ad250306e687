import type { PhysicalLocation } from "sarif";
import { plain } from "./layout/plain.ts";
import { isAbsolutePath, type Place } from "./places.ts";

/** A place as SARIF has it: relative to the top of the repository, or a file URI when it lies outside. */
export function physicalLocation({ file, line, column }: Place): PhysicalLocation {
  const artifactLocation = isAbsolutePath(file)
    ? { uri: fileUri(file) }
    : { uri: encoded(file), uriBaseId: "%SRCROOT%" };
  return { artifactLocation, region: { startLine: line, startColumn: column } };
}

/** https://www.rfc-editor.org/rfc/rfc8089 */
function fileUri(file: string): string {
  const [, drive = "", path = ""] = /^([a-z]:)?(.*)$/is.exec(file) ?? [];
  // What begins with two slashes names a server.
  if (path.startsWith("//")) return `file:${encoded(path)}`;
  return `file://${drive === "" ? "" : `/${drive}`}${encoded(path)}`;
}

function encoded(path: string): string {
  return path.split("/").map(encodedPart).join("/");
}

/** Half a surrogate pair has no encoding. */
function encodedPart(part: string): string {
  return encodeURIComponent(part.replace(/\p{Cs}/gu, "\ufffd"));
}

/** Text in which nothing is taken for a link: SARIF reads `[words](target)` as one. */
export function unlinked(text: string): string {
  return plain(text).replace(/\[(?=[^\]]*\]\()/g, "\\[");
}
