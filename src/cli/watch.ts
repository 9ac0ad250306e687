import type { Argv } from "yargs";
import type { News } from "../internal.ts";
import type { Context } from "./context.ts";
import { wantsColor } from "./io.ts";
import { type GlobalOptions, runOptions } from "./options.ts";
import { listenForSignals } from "./signals.ts";

/** `doctor watch`: analyses again whenever something changes, and tells what is new. */
export function registerWatch(
  yargs: Argv<GlobalOptions>,
  { carryOut, io, doctor }: Context,
): Argv<GlobalOptions> {
  return yargs.command(
    "watch",
    "Analyse again whenever model, code or database changes; tell what is new",
    (command) =>
      command
        .example("doctor watch", "in a terminal of its own, while you work")
        .example("doctor watch --db dev.db --model 'src/models/**/*.ts'", "without a config")
        .epilogue(
          "It is quiet when nothing is new, and records no run. Ctrl-C ends it.\nExit codes: 0 ended; 2 could not run.",
        ),
    carryOut(async (options) => {
      const color = wantsColor(io, options["no-color"]);
      const signals = listenForSignals(io, "");
      // One piece of news is written before the next.
      let written = Promise.resolve();
      const tell = async (news: News): Promise<void> => {
        const time = new Date().toTimeString().slice(0, 8);
        io.out(await doctor.renderNews(news, { color, time }));
      };
      try {
        await doctor.keepLooking({
          ...runOptions(options, io),
          stopped: signals.stopped,
          onNews: (news) => {
            written = written.then(() => tell(news));
          },
        });
        await written;
      } finally {
        signals.end();
      }
    }),
  );
}
