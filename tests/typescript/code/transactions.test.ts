import { describe, expect, it } from "vitest";
import { queriesOf } from "./application.ts";

const work = 'db.prepare("DELETE FROM loans").run();';
const commit = 'db.exec("COMMIT");';

/** What leaves the transaction open that a function with this body begins. */
const openBy = (body: string): string | null =>
  queriesOf(`export async function clear(late = false) { db.exec("BEGIN");\n${body} }`)[0]?.transaction?.open
    ?.by ?? null;

describe("a transaction", () => {
  it.each([
    ["error", `${work} ${commit}`],
    ["error", `try { ${work} ${commit} } catch (error) { console.error(error); }`],
    ["error", `try { ${work} ${commit} } finally { console.log("done"); }`],
    [
      "return",
      `try { ${work} if (late) return; ${commit} } catch (error) { db.exec("ROLLBACK"); throw error; }`,
    ],
    ["return", `if (late) { return; } ${commit}`],
  ])("is left open by an %s: %s", (by, body) => {
    expect(openBy(body)).toBe(by);
  });

  it.each([
    `try { ${work} ${commit} } catch (error) { db.exec("ROLLBACK"); throw error; }`,
    `try { ${work} ${commit} } catch (error) { db.exec("ROLLBACK"); return false; }`,
    `try { ${work} ${commit} return true; } catch (error) { db.exec("ROLLBACK TRANSACTION"); throw error; }`,
    `try { ${work} if (late) { db.exec("ROLLBACK"); return; } ${commit} } catch (error) { db.exec("ROLLBACK"); throw error; }`,
    `let done = false; try { ${work} ${commit} done = true; } finally { if (!done) db.exec("ROLLBACK"); }`,
    `try { ${work} if (late) return; ${commit} } finally { if (db.inTransaction) db.exec("ROLLBACK"); }`,
    `await later(() => { ${work} ${commit} }).catch(() => db.exec("ROLLBACK"));`,
    `onFailure(() => db.exec("ROLLBACK")); ${work} ${commit}`,
    commit,
  ])("is closed on every way: %s", (body) => {
    expect(openBy(body)).toBeNull();
  });

  it("is nobody's fault where another function closes it", () => {
    expect(openBy(work)).toBeNull();
  });

  it("is closed by the script that begins it", () => {
    expect(
      queriesOf(
        'export function clear() { db.exec("BEGIN; DELETE FROM loans; COMMIT"); db.exec("COMMIT"); }',
      )[0]?.transaction?.open,
    ).toBeNull();
  });

  it("is none that a savepoint takes back to", () => {
    expect(queriesOf('db.exec("ROLLBACK TO before");')[0]?.transaction).toBeNull();
  });
});
