import pluralize from "pluralize";
import { snakeCase } from "../schema/snake-case.ts";
import type { Naming } from "./source.ts";

/** The table's name for a type. */
export function tableName(type: string, convention: Naming["tables"]): string {
  switch (convention) {
    case "snake_plural":
      return snakePlural(type);
    case "snake":
      return snakeCase(type);
    case "camel":
      return camelCase(type);
    case "pascal":
      return upperFirst(camelCase(type));
    case "as-is":
      return type;
  }
}

/** The column's name for a property. */
export function columnName(property: string, convention: Naming["columns"]): string {
  switch (convention) {
    case "snake":
      return snakeCase(property);
    case "camel":
      return camelCase(property);
    case "as-is":
      return property;
  }
}

function camelCase(name: string): string {
  const leading = /^_*/.exec(name)?.[0] ?? "";
  const words = snakeCase(name.slice(leading.length)).split("_");
  const [first = "", ...rest] = words.filter((word) => word !== "");
  return leading + first + rest.map(upperFirst).join("");
}

function upperFirst(name: string): string {
  return name.replace(
    /^(_*)(.)/u,
    (_, underscores: string, letter: string) => underscores + letter.toUpperCase(),
  );
}

/** The plural of the last word only: `sales_people`, `user_profiles`. */
function snakePlural(type: string): string {
  const snake = snakeCase(type);
  const last = snake.lastIndexOf("_") + 1;
  return snake.slice(0, last) + pluralize(snake.slice(last));
}
