import { describe, expect, it } from "vitest";
import { opened, read } from "./application.ts";

const drop = 'db.prepare("DELETE FROM loans").run();';

/** What becomes of the errors of an application with an open `db`. */
function handled(code: string): string[] {
  return read(opened + code).handlers.map(({ manner, words }) =>
    manner === words ? manner : `${manner}: ${words}`,
  );
}

const caught = (clause: string): string[] =>
  handled(`export function drop(next: any) { try { ${drop} } ${clause} }`);

describe("an error that is caught", () => {
  it.each([
    ["catch {}", "dropped"],
    ["catch (error) {}", "dropped"],
    ["catch { /* it may be gone */ }", "dropped"],
    ["catch { return; }", "dropped"],
    ["catch { return undefined; }", "dropped"],
    ["catch { return null; }", "answered: answered with null"],
    ["catch (error) { return []; }", "answered: answered with []"],
    ["catch (error) { console.error(error); }", "logged"],
    ["catch (error) { logger.warn({ error }); return false; }", "logged: logged and answered with false"],
    ["catch (error) { app.log.error(error); }", "logged"],
    [
      "catch (error) { return { ok: false, error }; }",
      "turned into an outcome: turned into an outcome ({ ok: false, error })",
    ],
  ])("is %s: %s", (clause, words) => {
    expect(caught(clause)).toEqual([words]);
  });

  it.each([
    "catch (error) { throw error; }",
    "catch (error) { throw new Error('The loans were not dropped.', { cause: error }); }",
    "catch (error) { console.error(error); throw error; }",
    "catch (error) { if (String(error) === 'busy') return false; throw error; }",
    "catch (error) { console.error(error); process.exit(1); }",
    "catch (error) { return next(error); }",
    "catch (error) { next(error); }",
    "finally { console.log('done'); }",
  ])("is none where it is passed on: %s", (clause) => {
    expect(caught(clause)).toEqual([]);
  });
});

describe("the errors of a promise", () => {
  const asked = (rest: string): string[] =>
    handled(`import { createClient } from "@libsql/client";
      const client = createClient({ url: "file:a.db" });
      declare const report: (error: unknown) => void;
      const ignore = () => {};
      export const drop = () => client.execute("DELETE FROM loans")${rest};`);

  it.each([
    [".catch(() => {})", "dropped"],
    [".catch(() => undefined)", "dropped"],
    [".catch(ignore)", "dropped"],
    [".then(() => 1).catch(() => null)", "answered: answered with null"],
    [".then(() => 1, () => 0)", "answered: answered with 0"],
    [".catch(console.error)", "logged"],
    [".catch((error) => console.error(error))", "logged"],
    [".catch((error) => ({ error }))", "turned into an outcome: turned into an outcome (({ error }))"],
  ])("are caught by %s: %s", (rest, words) => {
    expect(asked(rest)).toEqual([words]);
  });

  it.each([
    "",
    ".then((result) => result.rows)",
    ".catch((error) => { throw error; })",
    ".catch(report)",
    ".finally(() => {})",
  ])("are passed on by %s", (rest) => {
    expect(asked(rest)).toEqual([]);
  });
});

describe("the place of a call", () => {
  it("may be where its statement is run", () => {
    expect(
      handled(
        'const drop = db.prepare("DELETE FROM loans"); export function clear() { try { drop.run(); } catch {} }',
      ),
    ).toEqual(["dropped"]);
  });

  it("may be in a function that is run at once", () => {
    expect(handled(`try { [1].forEach(() => { ${drop} }); } catch {}`)).toEqual(["dropped"]);
    expect(handled(`try { db.transaction(() => { ${drop} })(); } catch {}`)).toEqual(["dropped"]);
    expect(handled(`try { setTimeout(() => { ${drop} }); } catch {}`)).toEqual([]);
  });

  it("is not in the clause itself, nor in a try inside another that passes it on", () => {
    expect(handled(`try { JSON.parse(""); } catch { ${drop} }`)).toEqual([]);
    expect(handled(`try { try { ${drop} } catch (error) { throw error; } } catch {}`)).toEqual(["dropped"]);
  });

  it("counts once for many calls, and not for one that only opens, defines or ends", () => {
    expect(handled(`try { ${drop} ${drop} } catch {}`)).toEqual(["dropped"]);
    expect(handled('try { db.exec("ALTER TABLE loans ADD COLUMN due TEXT"); } catch {}')).toEqual([]);
    expect(handled('try { db.exec("ROLLBACK"); } catch {}')).toEqual([]);
  });

  it("is left alone where a comment silences it", () => {
    expect(
      handled(`try {\n// doctor-ignore swallowed-error: none to drop is fine\n${drop}\n} catch {}`),
    ).toEqual([]);
  });
});
