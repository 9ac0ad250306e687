declare const __BUILD__: string | undefined;

/** Which doctor this is: a digest of its source, put in when it is bundled. Null where it runs from the source itself. */
export const build: string | null = typeof __BUILD__ === "string" ? __BUILD__ : null;
